package dev.mcpgateway.server.domain;

/** What a caller demands of the present version of a thing before it may be changed (RFC 9110, section 13.1.1). */
@FunctionalInterface
public interface Precondition {
    Precondition NONE = version -> true;

    boolean allows(long version);

    default void require(long version) {
        if (!allows(version)) {
            throw new PreconditionFailedException();
        }
    }
}
