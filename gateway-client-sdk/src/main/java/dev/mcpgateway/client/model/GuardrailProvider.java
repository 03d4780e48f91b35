package dev.mcpgateway.client.model;

/**
 * Who runs the detectors of a policy.
 *
 * @param value the word on the wire
 */
public record GuardrailProvider(String value) implements OpenEnum {
    /** The gateway itself. */
    public static final GuardrailProvider LOCAL = new GuardrailProvider("local");

    /** Enkrypt's service. */
    public static final GuardrailProvider ENKRYPT = new GuardrailProvider("enkrypt");

    /** A service of the operator's. */
    public static final GuardrailProvider WEBHOOK = new GuardrailProvider("webhook");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
