package dev.mcpgateway.client.model;

/**
 * What an API key begins with.
 *
 * @param value the word on the wire
 */
public record KeyPrefix(String value) implements OpenEnum {
    /** {@code mgw_}: the default. */
    public static final KeyPrefix MGW = new KeyPrefix("mgw");

    /** {@code mcp_sk_}. */
    public static final KeyPrefix MCP_SK = new KeyPrefix("mcp_sk");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
