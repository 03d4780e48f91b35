package dev.mcpgateway.client.model;

/**
 * What an alert watches for.
 *
 * @param value the word on the wire
 */
public record AlertType(String value) implements OpenEnum {
    /** The part of requests that fail. */
    public static final AlertType ERROR_RATE = new AlertType("error_rate");

    /** Requests a minute. */
    public static final AlertType REQUEST_RATE = new AlertType("request_rate");

    /** Requests that are refused for who made them, from where or when. */
    public static final AlertType AUTH_FAILURES = new AlertType("auth_failures");

    /** A use from an address that the key was not used from before. */
    public static final AlertType NEW_IP = new AlertType("new_ip");

    /** The days until the key expires. */
    public static final AlertType EXPIRING = new AlertType("expiring");

    /** The days since the key was used. */
    public static final AlertType UNUSED = new AlertType("unused");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
