package dev.mcpgateway.client.model;

/**
 * The gateway answers.
 *
 * @param version the gateway's version
 * @param configPath where the gateway's configuration file is on its machine
 */
public record Health(String version, String configPath) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public Health {
        Required.field(version, "version");
        Required.field(configPath, "config_path");
    }
}
