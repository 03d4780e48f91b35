package dev.mcpgateway.server.bridge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the bridge waits, and for what.
 *
 * @param connecting for a gateway that nothing listens for, before a message fails
 * @param resuming for a stream that broke, since it was last heard of
 * @param silence for the next byte of an answer, however far it has come
 * @param sending for a message that has no answer to be taken
 * @param room for one of the requests in flight to end where there are too many
 * @param lingering for what is in flight when standard input ends
 * @param farewell for the gateway to end the session then
 * @param firstPause before a stream is opened again, where the gateway did not say; it doubles with each failure
 * @param longestPause the most it grows to
 */
record Patience(
        Duration connecting,
        Duration resuming,
        Duration silence,
        Duration sending,
        Duration room,
        Duration lingering,
        Duration farewell,
        Duration firstPause,
        Duration longestPause) {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(10));

    /**
     * How long a stream is left alone before it is opened again.
     *
     * @param wished what the gateway has said about it, if it has
     * @param failures how many there were on end
     */
    Duration pauseBefore(@Nullable Duration wished, int failures) {
        if (wished != null && failures == 0) {
            // One that says 0 is not to be asked without a break.
            return wished.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wished;
        }
        Duration doubled = firstPause.multipliedBy(1L << Math.min(failures, 16));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
