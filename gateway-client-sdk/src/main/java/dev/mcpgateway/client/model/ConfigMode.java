package dev.mcpgateway.client.model;

/**
 * What clients of a configuration see.
 *
 * @param value the word on the wire
 */
public record ConfigMode(String value) implements OpenEnum {
    /** All tools: the default. */
    public static final ConfigMode TOOLS = new ConfigMode("tools");

    /** Four meta-tools that search and call the others. */
    public static final ConfigMode SEARCH = new ConfigMode("search");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
