package dev.mcpgateway.server.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One MCP server of a configuration.
 *
 * @param tools a map by tool name; where it is not empty, an allow-list
 * @param oauthConfig kept and reported as not effective
 * @param sharing how clients share its process: {@code shared}, {@code per_session}, {@code per_key}, or null for the
 *     default of its kind
 * @param timeouts deadlines in seconds that differ from the gateway's, or null
 * @param version the sequence number of the commit that changed this server last
 */
public record McpServer(
        String name,
        String description,
        Transport transport,
        Attributes tools,
        Guardrails guardrails,
        boolean enableServerInfoValidation,
        @Nullable Attributes oauthConfig,
        @Nullable Sharing sharing,
        @Nullable Attributes timeouts,
        Instant createdAt,
        @Nullable Instant updatedAt,
        long version,
        Attributes extra) {

    public enum Sharing {
        SHARED,
        PER_SESSION,
        PER_KEY
    }

    /** The three policies of a server; null where none was ever given. */
    public record Guardrails(
            @Nullable Policy input,
            @Nullable Policy output,
            @Nullable Policy tool) {
        public static final Guardrails NONE = new Guardrails(null, null, null);
    }

    McpServer withGuardrails(Guardrails changed) {
        return with(name, transport, changed, oauthConfig, createdAt, updatedAt, version, extra);
    }

    McpServer withSecrets(Transport newTransport, @Nullable Attributes newOauthConfig) {
        return with(name, newTransport, guardrails, newOauthConfig, createdAt, updatedAt, version, extra);
    }

    McpServer withExtra(Attributes newExtra) {
        return with(name, transport, guardrails, oauthConfig, createdAt, updatedAt, version, newExtra);
    }

    McpServer named(String newName) {
        return with(newName, transport, guardrails, oauthConfig, createdAt, updatedAt, version, extra);
    }

    McpServer created(Instant now) {
        return with(name, transport, guardrails, oauthConfig, now, updatedAt, version, extra);
    }

    McpServer updated(Instant now) {
        return with(name, transport, guardrails, oauthConfig, createdAt, now, version, extra);
    }

    McpServer withVersion(long newVersion) {
        return with(name, transport, guardrails, oauthConfig, createdAt, updatedAt, newVersion, extra);
    }

    /** This with everything that ever changes by itself. */
    private McpServer with(
            String newName,
            Transport newTransport,
            Guardrails newGuardrails,
            @Nullable Attributes newOauthConfig,
            Instant newCreatedAt,
            @Nullable Instant newUpdatedAt,
            long newVersion,
            Attributes newExtra) {
        return new McpServer(
                newName,
                description,
                newTransport,
                tools,
                newGuardrails,
                enableServerInfoValidation,
                newOauthConfig,
                sharing,
                timeouts,
                newCreatedAt,
                newUpdatedAt,
                newVersion,
                newExtra);
    }
}
