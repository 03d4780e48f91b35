package dev.mcpgateway.client.model;

/**
 * A configuration that a search has found.
 *
 * @param mcpConfigId the configuration's id
 * @param mcpConfigName the configuration's name
 * @param matchType where the term was found
 * @param servers how many servers the configuration has
 */
public record FoundConfig(String mcpConfigId, String mcpConfigName, MatchType matchType, int servers) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public FoundConfig {
        Required.field(mcpConfigId, "mcp_config_id");
        Required.field(mcpConfigName, "mcp_config_name");
        Required.field(matchType, "match_type");
    }
}
