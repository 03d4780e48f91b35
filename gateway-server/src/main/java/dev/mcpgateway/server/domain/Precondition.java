package dev.mcpgateway.server.domain;

import java.util.function.LongSupplier;

/** What a caller demands of the present version of a thing before it may be changed (RFC 9110, section 13.1.1). */
@FunctionalInterface
public interface Precondition {
    Precondition NONE = version -> true;

    boolean allows(long version);

    /** @param version is not asked for where nothing is demanded: it may take a walk over all that an answer shows */
    default void require(LongSupplier version) {
        if (this != NONE && !allows(version.getAsLong())) {
            throw new PreconditionFailedException();
        }
    }
}
