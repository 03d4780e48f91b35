package dev.mcpgateway.client.model;

/**
 * What happens when a tool's definition is not the one that was approved.
 *
 * @param value the word on the wire
 */
public record OnChange(String value) implements OpenEnum {
    /** It is reported: the default. */
    public static final OnChange WARN = new OnChange("warn");

    /** Calls of the tool are refused. */
    public static final OnChange BLOCK = new OnChange("block");

    /** Nothing. */
    public static final OnChange ALLOW = new OnChange("allow");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
