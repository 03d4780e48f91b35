package dev.mcpgateway.client.model;

/**
 * A configuration by its names.
 *
 * @param configId the configuration's id
 * @param configName the configuration's name: 1 to 128 characters, unique, not shaped like a UUID
 */
public record ConfigName(String configId, String configName) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ConfigName {
        Required.field(configId, "config_id");
        Required.field(configName, "config_name");
    }
}
