package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * A tool that a server offers.
 *
 * @param name the tool's name, as the server has it
 * @param description what the server says that it does; or null
 * @param definition the whole definition, as the server sent it
 */
public record ServerTool(String name, @Nullable String description, JsonDocument definition) {

    /** Refuses what lacks a field that every answer has. */
    public ServerTool {
        Required.field(name, "name");
        Required.field(definition, "definition");
    }
}
