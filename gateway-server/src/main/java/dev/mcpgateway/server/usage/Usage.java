package dev.mcpgateway.server.usage;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How much a key was used.
 *
 * @param total in the window that was asked for
 * @param hours the hours of the window, the last 48 of them at most, the oldest first
 * @param days the days (UTC) of the window, the oldest first
 * @param statuses how often each HTTP status was answered, since the counting began
 * @param endpoints what was called how often since then, the most called first
 * @param rateLimited how many calls a rate limit refused since then
 * @param authFailures how many calls were refused for who made them or from where, in the window
 * @param lastUsedAt null where it was never used
 * @param lastUsedFrom null where it was never used
 */
public record Usage(
        Count total,
        List<SlotCount> hours,
        List<SlotCount> days,
        SortedMap<Integer, Long> statuses,
        List<EndpointCount> endpoints,
        long rateLimited,
        long authFailures,
        @Nullable Instant lastUsedAt,
        @Nullable InetAddress lastUsedFrom) {

    /** How often an endpoint was called: a route's template or {@code tools/call:<server>/<tool>}. */
    public record EndpointCount(String endpoint, long count, long errors) {}
}
