package dev.mcpgateway.client.model;

/**
 * What happens to a call when a detector cannot be run.
 *
 * @param value the word on the wire
 */
public record OnError(String value) implements OpenEnum {
    /** It is refused: the default. */
    public static final OnError BLOCK = new OnError("block");

    /** It goes on. */
    public static final OnError ALLOW = new OnError("allow");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
