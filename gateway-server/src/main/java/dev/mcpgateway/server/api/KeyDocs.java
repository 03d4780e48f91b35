package dev.mcpgateway.server.api;

/** What is said of the settings of a key where it is made and where it is changed. */
final class KeyDocs {
    static final String NAME = "A name for people: 1 to 128 characters; keys may share one.";
    static final String DESCRIPTION =
            "What the key is for: at most 512 characters, of the control characters line feeds and tabs alone.";
    static final String SCOPES =
            "What the key may do: `tools:list`, `tools:call`, `tools:call:<server>`, `tools:call:<server>/<tool>` (names"
                    + " percent-encoded), `resources:read`, `prompts:read`, `completions:create`, `chats:create`, `models:read`,"
                    + " `contexts:read`, `contexts:write`, `files:read`, `files:write`, `configs:read`, `projects:read`, `usage:read`."
                    + " Null, or no such field: everything that the project has.";
    static final String EXPIRES_AT = "From when on the key is refused; in the future. Without a zone it is UTC.";
    static final String EXPIRES_AT_EXAMPLE = "\"2099-12-31T23:59:59.000000\"";
    static final String NOT_BEFORE = "Until when the key is refused; before `expires_at`.";
    static final String NOT_BEFORE_EXAMPLE = "\"2024-01-01T08:00:00.000000\"";
    static final String RATE_LIMIT =
            "A limit of the key's own in place of a plan's: in no window of `window_seconds` (1 to 86400; 60 where it is left out) do more"
                    + " than `limit` (1 to 100000) requests pass.";
    static final String RATE_LIMIT_EXAMPLE = "{\"limit\": 100, \"window_seconds\": 60}";
    static final String RATE_LIMIT_SCHEMA = "RateLimit";

    private KeyDocs() {}
}
