package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.RequestOptions;
import dev.mcpgateway.client.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of a call with nothing left open but what may be. */
record CallOptions(
        Duration timeout,
        Duration attemptTimeout,
        RetryPolicy retry,
        @Nullable String requestId,
        @Nullable String ifMatch,
        Map<String, String> headers) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

    static CallOptions of(RequestOptions options) {
        Duration timeout = options.timeout();
        Duration attemptTimeout = options.attemptTimeout();
        RetryPolicy retry = options.retry();
        // A longer bound on the call alone is meant for the attempt too: a backup takes its time in one piece.
        Duration attempt = attemptTimeout != null ? attemptTimeout : timeout != null ? timeout : ATTEMPT_TIMEOUT;
        return new CallOptions(
                timeout != null ? timeout : TIMEOUT,
                attempt,
                retry != null ? retry : RetryPolicy.standard(),
                options.requestId(),
                options.ifMatch(),
                options.headers());
    }
}
