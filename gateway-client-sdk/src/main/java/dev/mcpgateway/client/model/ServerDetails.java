package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server of a configuration.
 *
 * @param serverName the server's name: 1 to 128 characters, unique in its configuration
 * @param description what the server is for
 * @param config how the server is reached: a program that is launched, or a URL; null for the holder of a user key, who is not shown it
 * @param tools a map by tool name; where it is not empty, no other tool of the server is offered
 * @param enableServerInfoValidation whether the server's own description is checked by the tool guardrails too
 * @param toolGuardrailsPolicy the policy that the server's own definitions pass when they are discovered; or null
 * @param inputGuardrailsPolicy the policy that the arguments of a call pass before the server sees them; or null
 * @param outputGuardrailsPolicy the policy that a result passes before the client sees it; or null
 * @param oauthConfig how the gateway is to sign in at the server with OAuth; kept, and reported as not effective; or null
 * @param sharing how clients share the server's process: one for all, one per session, or one per key. Without it, the default of the server's kind; or null
 * @param timeouts deadlines in seconds that differ from those of {@code common_mcp_gateway_config.timeout_settings}, under the same names
 * @param createdAt when it was created
 * @param updatedAt when it was changed last; null where it never was
 */
public record ServerDetails(
        String serverName,
        String description,
        @Nullable ServerAddress config,
        Map<String, @Nullable Object> tools,
        boolean enableServerInfoValidation,
        @Nullable GuardrailPolicyReport toolGuardrailsPolicy,
        @Nullable GuardrailPolicyReport inputGuardrailsPolicy,
        @Nullable GuardrailPolicyReport outputGuardrailsPolicy,
        @Nullable JsonDocument oauthConfig,
        @Nullable ServerSharing sharing,
        Map<String, @Nullable Object> timeouts,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ServerDetails {
        Required.field(serverName, "server_name");
        Required.field(description, "description");
        tools = Required.map(tools);
        timeouts = Required.map(timeouts);
        Required.field(createdAt, "created_at");
    }
}
