package dev.mcpgateway.client.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No whole answer came in time. Whether the gateway has done what was asked is not known. */
public final class GatewayTimeoutException extends GatewayException {
    private static final long serialVersionUID = 1;

    private final Duration waited;

    /**
     * One with this message.
     *
     * @param waited the bound that was reached: the call's, or the attempt's where that was shorter
     */
    public GatewayTimeoutException(String message, Duration waited, @Nullable Throwable cause) {
        super(message, cause);
        this.waited = waited;
    }

    /** The bound that was reached. */
    public Duration waited() {
        return waited;
    }
}
