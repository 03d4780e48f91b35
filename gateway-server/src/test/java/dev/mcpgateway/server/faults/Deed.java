package dev.mcpgateway.server.faults;

import org.jspecify.annotations.Nullable;

/** A call that changes something, and what the writer holds after it. */
record Deed(String method, String path, @Nullable String body, Holdings after) {
    @Override
    public String toString() {
        String sent = body == null ? "" : body;
        return method + " " + path + " " + (sent.length() > 200 ? sent.length() + " characters" : sent);
    }
}
