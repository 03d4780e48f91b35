package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.LocalGateway;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.store.ServerFile;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the gateway that a command works on: a remote one, the one that runs on the file, or the file itself. */
final class Connections {
    private static final String KEY_FILE = "GATEWAY_ADMIN_KEY_FILE";

    private final GlobalOptions options;
    private final Surroundings surroundings;

    Connections(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    /** Connects; nothing is made where there is nothing. */
    GatewayConnection open() throws CommandFailure {
        Optional<URI> remote = options.gatewayUrl();
        return remote.isPresent() ? remote(remote.get()) : local(options.location());
    }

    /** The server that runs on {@code location}, if one does. */
    static Optional<ServerFile> server(StoreLocation location) throws CommandFailure {
        try {
            return ServerFile.read(location);
        } catch (IOException unreadable) {
            throw unreadable(location, unreadable);
        }
    }

    /** The server that says it runs on {@code location}, to be believed where the lock or an answer bears it out. */
    static Optional<ServerFile> claimed(StoreLocation location) throws CommandFailure {
        try {
            return ServerFile.claimed(location);
        } catch (IOException unreadable) {
            throw unreadable(location, unreadable);
        }
    }

    private static CommandFailure unreadable(StoreLocation location, IOException failure) {
        return CommandFailure.refused(location.serverFile() + " cannot be read: " + failure.getMessage());
    }

    static GatewayConnection to(ServerFile server, StoreLocation location) {
        return new HttpGateway(
                server.url(), server.token(), location.serverFile().toString());
    }

    private static GatewayConnection local(StoreLocation location) throws CommandFailure {
        requireConfiguration(location);
        Optional<ServerFile> server = server(location);
        if (server.isPresent()) {
            return to(server.get(), location);
        }
        try {
            return new OpenedFile(LocalGateway.open(location));
        } catch (StoreOpenException refused) {
            // A server may have begun to serve while the command waited for the lock, or the clock was set since it
            // began.
            Optional<ServerFile> started = refused.reason() == Reason.LOCKED ? claimed(location) : Optional.empty();
            if (started.isPresent()) {
                return to(started.get(), location);
            }
            throw Failures.of(refused);
        }
    }

    /** Fails where there is no configuration: what only reads is not to make one. */
    static void requireConfiguration(StoreLocation location) throws CommandFailure {
        if (location.isUnused()) {
            throw new CommandFailure(
                    Main.EXIT_CONFIG,
                    "There is no configuration file " + location + ": 'secure-mcp-gateway generate-config' makes one");
        }
    }

    private GatewayConnection remote(URI url) throws CommandFailure {
        for (String name : new String[] {"ADMIN_API_KEY", "GATEWAY_ADMIN_KEY"}) {
            Secret key = surroundings.secret(name);
            if (key != null) {
                return remote(url, key, name);
            }
        }
        String file = surroundings.variable(KEY_FILE);
        if (file == null) {
            throw CommandFailure.refused("There is no admin key for " + url
                    + ": set ADMIN_API_KEY or GATEWAY_ADMIN_KEY, or name a file that holds it with " + KEY_FILE);
        }
        return remote(url, keyIn(surroundings.directory().resolve(file)), KEY_FILE);
    }

    private static GatewayConnection remote(URI url, Secret key, String source) throws CommandFailure {
        if (key.reveal().chars().anyMatch(Character::isISOControl)) {
            throw CommandFailure.refused(
                    "The admin key in " + source + " holds a line break or another control character");
        }
        return new HttpGateway(url, key, source);
    }

    private static Secret keyIn(Path file) throws CommandFailure {
        try {
            Secret key = Secret.of(Files.readString(file).strip());
            if (!key.isBlank()) {
                return key;
            }
        } catch (IOException unreadable) {
            throw CommandFailure.refused(file + " (" + KEY_FILE + ") cannot be read");
        }
        throw CommandFailure.refused(file + " (" + KEY_FILE + ") is empty");
    }
}
