package dev.mcpgateway.client.error;

/** The client cannot be used as it was set up: a wrong URL, a key that cannot be sent, a closed client. Nothing was sent. */
public final class GatewayConfigurationException extends GatewayException {
    private static final long serialVersionUID = 1;

    /** One with this message, which holds no secret. */
    public GatewayConfigurationException(String message) {
        super(message, null);
    }

    /** One with this message, which holds no secret, and a cause. */
    public GatewayConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
