package dev.mcpgateway.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A successful answer that is not what the operation gives: HTML of a proxy, JSON of another service, a body over the client's
 * bound. The gateway may have done what was asked.
 */
public final class GatewayResponseException extends GatewayException {
    private static final long serialVersionUID = 1;

    private final int status;
    /** Not serialized, as it may hold a secret: null afterwards. */
    private final transient byte @Nullable [] rawBody;

    /**
     * One with this message.
     *
     * @param status the HTTP status of the answer
     * @param rawBody the answer's body, empty where it was not read to its end; it may hold a secret
     */
    public GatewayResponseException(String message, int status, byte[] rawBody, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.rawBody = rawBody.clone();
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** A copy of the body, which may hold a secret; empty once the exception was serialized. */
    public byte[] rawBody() {
        return rawBody == null ? new byte[0] : rawBody.clone();
    }
}
