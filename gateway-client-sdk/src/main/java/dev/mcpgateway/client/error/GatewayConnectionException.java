package dev.mcpgateway.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No whole answer came: no server, a broken connection, an interrupted thread. Whether the gateway has done what was asked is not
 * known, unless {@link #isNeverSent()}.
 */
public final class GatewayConnectionException extends GatewayException {
    private static final long serialVersionUID = 1;

    private final boolean neverSent;

    /**
     * One with this message.
     *
     * @param neverSent whether it is certain that the request did not reach anybody
     */
    public GatewayConnectionException(String message, boolean neverSent, @Nullable Throwable cause) {
        super(message, cause);
        this.neverSent = neverSent;
    }

    /** Whether it is certain that the request did not reach anybody, because no connection was made or the thread was interrupted before. */
    public boolean isNeverSent() {
        return neverSent;
    }
}
