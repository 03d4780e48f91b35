package dev.mcpgateway.client.model;

/**
 * Where an alert stands.
 *
 * @param value the word on the wire
 */
public record AlertState(String value) implements OpenEnum {
    /** What it watches for is not the case. */
    public static final AlertState OK = new AlertState("ok");

    /** It is the case, or was until a moment ago. */
    public static final AlertState FIRING = new AlertState("firing");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
