package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.RetryPolicy;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Decides whether a failed attempt is made again; {@link RetryPolicy} says by which rules. */
final class Retrier {
    private final RetryPolicy policy;
    private final DoubleSupplier random;

    Retrier(RetryPolicy policy, DoubleSupplier random) {
        this.policy = policy;
        this.random = random;
    }

    /**
     * How long to wait before the next attempt, or null where there is to be none.
     *
     * @param attempt the number of the one that failed, from 1
     * @param remaining what is left of the call's time
     */
    @Nullable
    Duration delayAfter(GatewayException failure, boolean isIdempotent, int attempt, Duration remaining) {
        if (attempt >= policy.maxAttempts() || !isRetryable(failure, isIdempotent)) {
            return null;
        }
        Duration asked =
                failure instanceof GatewayApiException api ? api.failure().retryAfter() : null;
        if (asked != null && asked.compareTo(policy.maxRetryAfter()) > 0) {
            return null;
        }
        Duration delay = asked != null ? asked : backoff(attempt);
        return delay.compareTo(remaining) < 0 ? delay : null;
    }

    private static boolean isRetryable(GatewayException failure, boolean isIdempotent) {
        if (failure instanceof GatewayConnectionException connection) {
            return isIdempotent || connection.isNeverSent();
        }
        if (failure instanceof GatewayTimeoutException) {
            return isIdempotent;
        }
        if (failure instanceof GatewayApiException api) {
            return switch (api.status()) {
                case 408, 502, 504 -> isIdempotent;
                case 429, 503 -> isIdempotent || api.failure().retryAfter() != null;
                default -> false;
            };
        }
        return false;
    }

    private static double nanos(Duration duration) {
        return (double) TimeUnit.NANOSECONDS.convert(duration); // a longer one than fits is the longest that does
    }

    private Duration backoff(int attempt) {
        double bound = nanos(policy.baseDelay()) * Math.pow(2, attempt - 1);
        double capped = Math.min(bound, nanos(policy.maxDelay()));
        return Duration.ofNanos((long) (capped * random.getAsDouble()));
    }
}
