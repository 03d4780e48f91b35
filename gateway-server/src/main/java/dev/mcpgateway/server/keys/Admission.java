package dev.mcpgateway.server.keys;

/**
 * What the rate limit of a key said to a request, for {@code RateLimit-Policy} and {@code RateLimit} in its answer.
 *
 * @param policy the name of the key's plan, or {@code custom} where it has a limit of its own
 * @param limit how many requests pass in a window
 * @param windowSeconds how long the window is
 * @param remaining how many more would pass now
 * @param resetSeconds until the oldest request leaves the window; for one that was turned away, until it would pass
 */
public record Admission(String policy, int limit, int windowSeconds, int remaining, int resetSeconds) {

    /** The value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers): {@code "free";q=10;w=60}. */
    public String policyHeader() {
        return '"' + policy + "\";q=" + limit + ";w=" + windowSeconds;
    }

    /** The value of {@code RateLimit} (the same draft): {@code "free";r=9;t=60}. */
    public String header() {
        return '"' + policy + "\";r=" + remaining + ";t=" + resetSeconds;
    }
}
