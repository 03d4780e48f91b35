package dev.mcpgateway.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server in a list.
 *
 * @param serverName the server's name: 1 to 128 characters, unique in its configuration
 * @param description what the server is for
 * @param command the program that is launched; null for a remote server
 * @param args the program's arguments
 * @param url where a remote server is; it has no {@code command}; or null
 * @param tools how many tools its {@code tools} map names
 * @param inputGuardrailsEnabled whether the server has an input policy that is enabled
 * @param outputGuardrailsEnabled whether the server has an output policy that is enabled
 */
public record ServerItem(
        String serverName,
        String description,
        @Nullable String command,
        List<String> args,
        @Nullable String url,
        int tools,
        boolean inputGuardrailsEnabled,
        boolean outputGuardrailsEnabled) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ServerItem {
        Required.field(serverName, "server_name");
        Required.field(description, "description");
        args = Required.list(args);
    }
}
