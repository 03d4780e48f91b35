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
        return new McpServer(
                name,
                description,
                transport,
                tools,
                changed,
                enableServerInfoValidation,
                oauthConfig,
                sharing,
                timeouts,
                createdAt,
                updatedAt,
                version,
                extra);
    }

    McpServer withSecrets(Transport newTransport, @Nullable Attributes newOauthConfig) {
        return new McpServer(
                name,
                description,
                newTransport,
                tools,
                guardrails,
                enableServerInfoValidation,
                newOauthConfig,
                sharing,
                timeouts,
                createdAt,
                updatedAt,
                version,
                extra);
    }

    McpServer withExtra(Attributes newExtra) {
        return new McpServer(
                name,
                description,
                transport,
                tools,
                guardrails,
                enableServerInfoValidation,
                oauthConfig,
                sharing,
                timeouts,
                createdAt,
                updatedAt,
                version,
                newExtra);
    }

    McpServer named(String newName) {
        return new McpServer(
                newName,
                description,
                transport,
                tools,
                guardrails,
                enableServerInfoValidation,
                oauthConfig,
                sharing,
                timeouts,
                createdAt,
                updatedAt,
                version,
                extra);
    }

    McpServer created(Instant now) {
        return dated(now, updatedAt, version);
    }

    McpServer updated(Instant now) {
        return dated(createdAt, now, version);
    }

    McpServer withVersion(long newVersion) {
        return dated(createdAt, updatedAt, newVersion);
    }

    private McpServer dated(Instant newCreatedAt, @Nullable Instant newUpdatedAt, long newVersion) {
        return new McpServer(
                name,
                description,
                transport,
                tools,
                guardrails,
                enableServerInfoValidation,
                oauthConfig,
                sharing,
                timeouts,
                newCreatedAt,
                newUpdatedAt,
                newVersion,
                extra);
    }
}
