package dev.mcpgateway.client.error;

import java.time.Duration;
import java.util.Optional;

/** Too many requests (429). */
public final class RateLimitedException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** One for this failure. */
    public RateLimitedException(Failure failure) {
        super(failure);
    }

    /** How long the gateway asks to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(failure().retryAfter());
    }
}
