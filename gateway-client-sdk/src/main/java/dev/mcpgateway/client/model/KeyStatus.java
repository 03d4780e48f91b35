package dev.mcpgateway.client.model;

/**
 * Where an API key stands.
 *
 * @param value the word on the wire
 */
public record KeyStatus(String value) implements OpenEnum {
    /** It works. */
    public static final KeyStatus ACTIVE = new KeyStatus("active");

    /** It is switched off and can be switched on again. */
    public static final KeyStatus DISABLED = new KeyStatus("disabled");

    /** Its time is over. */
    public static final KeyStatus EXPIRED = new KeyStatus("expired");

    /** Its time has not begun. */
    public static final KeyStatus NOT_YET_VALID = new KeyStatus("not_yet_valid");

    /** It has ended for good. */
    public static final KeyStatus REVOKED = new KeyStatus("revoked");

    /** It was replaced and works until its grace period ends. */
    public static final KeyStatus ROTATING = new KeyStatus("rotating");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
