package dev.mcpgateway.server.keys;

import org.jspecify.annotations.Nullable;

/** What a user key begins with. */
public enum KeyPrefix {
    /** {@code mgw_}, unless a request asks for the other. */
    MGW("mgw"),
    /** {@code mcp_sk_}, for clients that know keys of this form. */
    MCP_SK("mcp_sk");

    private final String wireName;

    KeyPrefix(String wireName) {
        this.wireName = wireName;
    }

    /** The name in requests ({@code key_prefix}), without the underscore that ends it in a key. */
    public String wireName() {
        return wireName;
    }

    /** The first characters of such a key, with the underscore. */
    public String text() {
        return wireName + "_";
    }

    /** The prefix with this {@link #wireName()}, or null when there is none. */
    public static @Nullable KeyPrefix fromWireName(String wireName) {
        for (KeyPrefix prefix : values()) {
            if (prefix.wireName.equals(wireName)) {
                return prefix;
            }
        }
        return null;
    }
}
