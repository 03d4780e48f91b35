package dev.mcpgateway.client;

import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.ProjectDetails;
import dev.mcpgateway.client.model.ServerSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings a gateway to where a user has a key to a project with servers. Each step finds what it names or creates it, at once; so a program that
 * failed half-way, or runs with every deployment, just runs again, and two at a time make nothing twice.
 *
 * <pre>{@code
 * ProvisionedKey key = client.provision()
 *         .config("my-config")
 *         .server("echo", ServerSettings.builder().command("secure-mcp-gateway", "echo-server").build())
 *         .project("my-project")
 *         .user("user@example.com")
 *         .apiKey("deployment");
 * if (key.isNew()) {
 *     store.save(key.apiKey().reveal()); // it is shown when it is made, and never again
 * }
 * }</pre>
 *
 * <p>What exists is left as it is, with one exception: a project that has another configuration gets this one. It is for one thread.
 */
public final class Provisioning {
    private static final int MAX_ATTEMPTS = 5;

    private final GatewayClient client;
    private @Nullable String config;
    private @Nullable String project;
    private @Nullable String user;
    private boolean regenerates;

    Provisioning(GatewayClient client) {
        this.client = client;
    }

    /** The configuration of this name; the servers and the project that follow are its. */
    public Provisioning config(String name) {
        findOrCreate(() -> client.getConfig(name), () -> client.createConfig(name));
        this.config = name;
        return this;
    }

    /**
     * A server of the configuration. One of this name that is there is left as it is.
     *
     * @throws IllegalStateException before {@link #config}
     */
    public Provisioning server(String name, ServerSettings settings) {
        String owner = require(config, "config");
        findOrCreate(() -> client.getServer(owner, name), () -> client.addServer(owner, name, settings));
        return this;
    }

    /** The project of this name, with the configuration that was named before, if one was. */
    public Provisioning project(String name) {
        findOrCreate(() -> client.getProject(name), () -> client.createProject(name));
        if (config != null && !hasConfig(client.getProject(name), config)) {
            client.assignConfig(name, config);
        }
        this.project = name;
        return this;
    }

    /** The user of this email, as a member of the project that was named before, if one was. */
    public Provisioning user(String email) {
        findOrCreate(() -> client.getUser(email), () -> client.createUser(email));
        if (project != null) {
            client.addUserToProject(project, email);
        }
        this.user = email;
        return this;
    }

    /** Lets {@link #apiKey} give a key that is there a new secret, which ends the old one, so that the result always holds one. */
    public Provisioning regenerateIfExists() {
        this.regenerates = true;
        return this;
    }

    /**
     * The user's key to the project that has this name. Where an active one is there, its secret is not known any more, and the result holds an
     * empty one, unless {@link #regenerateIfExists()} was asked.
     *
     * @throws IllegalStateException before {@link #project} and {@link #user}
     */
    public ProvisionedKey apiKey(String name) {
        String holder = require(user, "user");
        String opened = require(project, "project");
        for (int attempt = 1; ; attempt++) {
            List<KeyItem> named = client.listUserApiKeys(holder, opened).stream()
                    .filter(key -> name.equals(key.name()))
                    .toList();
            Optional<KeyItem> active = named.stream()
                    .filter(key -> key.status().equals(KeyStatus.ACTIVE))
                    .findFirst();
            if (active.isPresent()) {
                String keyId = active.get().keyId();
                Secret secret = regenerates ? client.regenerateApiKey(keyId).apiKey() : Secret.empty();
                return new ProvisionedKey(keyId, secret, false);
            }
            try {
                GeneratedKey made = client.generateApiKey(holder, opened, settings(name, named));
                return new ProvisionedKey(made.keyId(), made.apiKey(), true);
            } catch (ConflictException conflict) {
                // Somebody who saw the same keys has made it meanwhile: look again. Any other conflict is the caller's.
                boolean isMadeMeanwhile = conflict.errorCode().equals(Optional.of(ErrorCode.API_KEY_ALREADY_ISSUED));
                if (!isMadeMeanwhile || attempt == MAX_ATTEMPTS) {
                    throw conflict;
                }
            }
        }
    }

    /** Whoever sees the same key of the name as the last one has the same token, so that only one of them makes the next. */
    private static KeySettings settings(String name, List<KeyItem> named) {
        String last = named.isEmpty() ? "" : named.get(named.size() - 1).keyId();
        byte[] seen = (last + " " + name).getBytes(StandardCharsets.UTF_8);
        return KeySettings.builder()
                .name(name)
                .clientToken(UUID.nameUUIDFromBytes(seen).toString())
                .build();
    }

    private boolean hasConfig(ProjectDetails found, String wanted) {
        return found.mcpConfig() != null && found.mcpConfig().mcpConfigName().equals(wanted);
    }

    private static String require(@Nullable String named, String step) {
        if (named == null) {
            throw new IllegalStateException(step + "(…) is to come first");
        }
        return named;
    }

    private static void findOrCreate(Runnable find, Runnable create) {
        try {
            find.run();
        } catch (NotFoundException missing) {
            try {
                create.run();
            } catch (ConflictException made) {
                find.run(); // somebody else has made it meanwhile; if not, this says what is wrong
            }
        }
    }
}
