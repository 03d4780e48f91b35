package dev.mcpgateway.client.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call that has failed. Its kinds are closed, so a {@code switch} or a chain of {@code catch} can be complete:
 *
 * <ul>
 *   <li>{@link GatewayApiException}: the gateway (or a proxy before it) answered with an error;
 *   <li>{@link GatewayConnectionException}: no whole answer came;
 *   <li>{@link GatewayTimeoutException}: no whole answer came in time;
 *   <li>{@link GatewayResponseException}: an answer came that is not the gateway's;
 *   <li>{@link GatewayConfigurationException}: the client cannot be used as it was set up; nothing was sent.
 * </ul>
 *
 * <p>Messages are one line. They name the operation and the path's template, never a path, a key or a header's value.
 */
public abstract sealed class GatewayException extends RuntimeException
        permits GatewayApiException,
                GatewayConnectionException,
                GatewayTimeoutException,
                GatewayResponseException,
                GatewayConfigurationException {
    private static final long serialVersionUID = 1;

    GatewayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What has failed, in one line; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
