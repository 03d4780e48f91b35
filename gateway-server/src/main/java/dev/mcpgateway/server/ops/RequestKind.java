package dev.mcpgateway.server.ops;

import java.util.Set;

/**
 * What a request is, without anything that its sender chose.
 *
 * @param operation the operation's id, or {@code unmatched}
 * @param secretParameters names of path parameters that may hold a key
 * @param isChange whether it may change the state
 */
public record RequestKind(String operation, String pathTemplate, Set<String> secretParameters, boolean isChange) {
    /** A request for no operation at all. */
    public static final RequestKind UNMATCHED = new RequestKind("unmatched", "", Set.of(), false);
}
