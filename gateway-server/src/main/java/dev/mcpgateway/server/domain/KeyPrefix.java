package dev.mcpgateway.server.domain;

/** What a user key begins with; requests name it in lower case ({@code key_prefix}). */
public enum KeyPrefix {
    /** {@code mgw_}, unless a request asks for the other. */
    MGW("mgw_"),
    /** {@code mcp_sk_}, for clients that know keys of this form. */
    MCP_SK("mcp_sk_");

    private final String text;

    KeyPrefix(String text) {
        this.text = text;
    }

    /** The first characters of such a key. */
    public String text() {
        return text;
    }

    /** The prefix of the key that {@code mask} shows; {@link #MGW} for one of another form. */
    static KeyPrefix ofMask(String mask) {
        return mask.startsWith(MCP_SK.text) ? MCP_SK : MGW;
    }
}
