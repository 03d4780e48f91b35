package dev.mcpgateway.client;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import java.time.Duration;

/**
 * When a failed attempt is made again, and how long to wait before.
 *
 * <p>What is retried is fixed, because it is what is safe:
 *
 * <ul>
 *   <li>{@code GET}, {@code PUT} and {@code DELETE}, which may be done twice: when the connection fails, when the attempt times out, and on 408, 429, 502, 503
 *       and 504;
 *   <li>{@code POST} and {@code PATCH}: when the connection was refused, so that nothing was sent, and on a 429 or 503 that has
 *       {@code Retry-After}, with which the gateway says that it has done nothing;
 *   <li>a conflict (409, 412) never.
 * </ul>
 *
 * <p>The wait is a random part of a bound that doubles with each attempt (full jitter), or what {@code Retry-After} says.
 *
 * @param maxAttempts how many attempts are made at most, the first included; 1 never retries
 * @param baseDelay the bound of the first wait
 * @param maxDelay the bound that the doubling ends at
 * @param maxRetryAfter the longest {@code Retry-After} that is waited for; past it the failure is thrown at once
 */
public record RetryPolicy(int maxAttempts, Duration baseDelay, Duration maxDelay, Duration maxRetryAfter) {
    private static final RetryPolicy STANDARD =
            new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30));
    private static final RetryPolicy NONE = STANDARD.withMaxAttempts(1);

    /**
     * Checks the values.
     *
     * @throws GatewayConfigurationException for an attempt count below 1 or a negative duration
     */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new GatewayConfigurationException("maxAttempts must be at least 1, and is " + maxAttempts);
        }
        if (baseDelay.isNegative() || maxDelay.isNegative() || maxRetryAfter.isNegative()) {
            throw new GatewayConfigurationException("the delays of a retry policy must not be negative");
        }
    }

    /** The default: 3 attempts, waits of up to 100 ms, then 200 ms, a {@code Retry-After} of up to 30 s. */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /** One attempt, whatever happens. */
    public static RetryPolicy none() {
        return NONE;
    }

    /** This policy with another number of attempts. */
    public RetryPolicy withMaxAttempts(int attempts) {
        return new RetryPolicy(attempts, baseDelay, maxDelay, maxRetryAfter);
    }
}
