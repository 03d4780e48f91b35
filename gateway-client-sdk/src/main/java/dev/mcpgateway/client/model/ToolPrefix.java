package dev.mcpgateway.client.model;

/**
 * Whether the names of a configuration's tools carry their server's name.
 *
 * @param value the word on the wire
 */
public record ToolPrefix(String value) implements OpenEnum {
    /** As {@code server__tool}: the default. */
    public static final ToolPrefix ALWAYS = new ToolPrefix("always");

    /** As the server names them; for a configuration with one server. */
    public static final ToolPrefix NEVER = new ToolPrefix("never");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
