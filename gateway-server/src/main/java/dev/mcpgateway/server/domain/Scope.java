package dev.mcpgateway.server.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a key can be allowed as a whole (contract: api-keys.md, "Scopes"); {@link Scopes} has single servers and tools too. */
public enum Scope {
    /** {@code tools/list}. */
    TOOLS_LIST("tools:list"),
    /** {@code tools/call} of every tool. */
    TOOLS_CALL("tools:call"),
    /** {@code resources/*}, and completion of their templates. */
    RESOURCES_READ("resources:read"),
    /** {@code prompts/*}, and completion of their arguments. */
    PROMPTS_READ("prompts:read"),
    /** {@code POST /v1/completions}. */
    COMPLETIONS_CREATE("completions:create"),
    /** {@code POST /v1/chat/completions}. */
    CHATS_CREATE("chats:create"),
    /** {@code GET /v1/models}. */
    MODELS_READ("models:read"),
    /** {@code GET /v1/contexts}. */
    CONTEXTS_READ("contexts:read"),
    /** Other methods on {@code /v1/contexts}. */
    CONTEXTS_WRITE("contexts:write"),
    /** {@code GET /v1/files}. */
    FILES_READ("files:read"),
    /** Other methods on {@code /v1/files}. */
    FILES_WRITE("files:write"),
    /** The admin API's reads of the project's configuration and its servers. */
    CONFIGS_READ("configs:read"),
    /** The admin API's reads of the project. */
    PROJECTS_READ("projects:read"),
    /** The admin API's read of the key's own usage. */
    USAGE_READ("usage:read");

    private static final Map<String, Scope> BY_NAME = byName();

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    /** As requests have it: {@code tools:list}. */
    public String wireName() {
        return wireName;
    }

    static @Nullable Scope named(String wireName) {
        return BY_NAME.get(wireName);
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Scope::wireName).toList();
    }

    private static Map<String, Scope> byName() {
        Map<String, Scope> names = new HashMap<>();
        for (Scope scope : values()) {
            names.put(scope.wireName, scope);
        }
        return Map.copyOf(names);
    }
}
