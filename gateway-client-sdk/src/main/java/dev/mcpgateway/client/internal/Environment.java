package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads where the gateway is, and its key, from variables of the environment. */
public final class Environment {
    private static final long MAX_KEY_FILE = 64 << 10;

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public Optional<String> baseUrl() {
        return value("GATEWAY_BASE_URL");
    }

    /**
     * The admin key.
     *
     * @throws GatewayConfigurationException if there is none, or its file cannot be read
     */
    public Secret adminKey() {
        return value("GATEWAY_ADMIN_KEY")
                .map(Secret::of)
                .or(() -> value("GATEWAY_ADMIN_KEY_FILE").map(Environment::read))
                .or(() -> value("ADMIN_API_KEY").map(Secret::of))
                .orElseThrow(() -> new GatewayConfigurationException(
                        "there is no admin key: set GATEWAY_ADMIN_KEY, or GATEWAY_ADMIN_KEY_FILE to a file that holds it"
                                + " (secure-mcp-gateway admin-key prints it)"));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private static Secret read(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_KEY_FILE) {
                throw new GatewayConfigurationException(
                        "the file that GATEWAY_ADMIN_KEY_FILE names is too long for a key");
            }
            return Secret.of(Files.readString(path).strip());
        } catch (IOException | InvalidPathException unreadable) {
            // What is no path may be the key itself, put there by mistake; so no cause either, which would quote it.
            boolean isPath = file.indexOf('/') >= 0 || file.indexOf('\\') >= 0;
            throw new GatewayConfigurationException("the file that GATEWAY_ADMIN_KEY_FILE names cannot be read"
                    + (isPath ? ": " + file : "") + " (" + unreadable.getClass().getSimpleName() + ")");
        }
    }
}
