package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration with its servers.
 *
 * @param mcpConfigId the configuration's id
 * @param mcpConfigName the configuration's name
 * @param mcpConfig the servers, in the order in which they were added
 * @param prefix whether the names of tools carry their server's name; {@code never} is for configurations with one server
 * @param mode whether clients see all {@code tools}, or the meta-tools that {@code search} them
 * @param modelUpstream the OpenAI-compatible endpoint that the project's {@code /v1} calls are relayed to; null where there is none
 * @param createdAt when it was created
 * @param updatedAt when it was changed last; null where it never was
 */
public record ConfigDetails(
        String mcpConfigId,
        String mcpConfigName,
        List<ServerDetails> mcpConfig,
        ToolPrefix prefix,
        ConfigMode mode,
        @Nullable ModelUpstream modelUpstream,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ConfigDetails {
        Required.field(mcpConfigId, "mcp_config_id");
        Required.field(mcpConfigName, "mcp_config_name");
        mcpConfig = Required.list(mcpConfig);
        Required.field(prefix, "prefix");
        Required.field(mode, "mode");
        Required.field(createdAt, "created_at");
    }
}
