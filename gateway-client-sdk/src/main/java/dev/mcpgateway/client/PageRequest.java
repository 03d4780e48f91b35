package dev.mcpgateway.client;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many items at most, 1 to 1000
 * @param cursor where to go on: the {@link Page#nextCursor()} of the page before; null begins
 */
public record PageRequest(int limit, @Nullable String cursor) {

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }

    /** The page that begins at {@code nextCursor}, of the same size. */
    public PageRequest after(String nextCursor) {
        return new PageRequest(limit, nextCursor);
    }
}
