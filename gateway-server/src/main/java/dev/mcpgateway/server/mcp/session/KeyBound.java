package dev.mcpgateway.server.mcp.session;

import dev.mcpgateway.server.keys.KeyHolder;

/** What goes on for longer than a moment with a key: a session, a request, a subscription. */
public interface KeyBound {
    /** Whose it is, as known last. */
    KeyHolder holder();

    /** The state, or the key's place in it, may have changed. */
    void follow(KeyHolder now);

    /** The key may not be used any more. */
    void keyEnded();
}
