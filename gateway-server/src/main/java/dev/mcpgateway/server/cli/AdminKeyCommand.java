package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.LocalGateway;
import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.store.AdminKeyFile;
import dev.mcpgateway.server.store.ServerFile;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code admin-key}: prints the admin key and nothing else, for {@code $(…)}. */
@Command(
        name = "admin-key",
        description = "Prints the admin key.",
        footer = {"", "Example:", "  export ADMIN_KEY=$(secure-mcp-gateway admin-key)"})
final class AdminKeyCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    AdminKeyCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        StoreLocation location = options.localLocation();
        Connections.requireConfiguration(location);
        Secret key = current(location).orElseThrow(() -> CommandFailure.refused(location + " holds no admin key"));
        if (KeyHasher.isHash(key.reveal())) {
            throw CommandFailure.refused(location + " holds a hash of the admin key, not the key itself");
        }
        spec.commandLine().getOut().println(key.reveal());
        return 0;
    }

    /** The key that is in force: the file may be a second behind. */
    private static Optional<Secret> current(StoreLocation location) throws CommandFailure {
        Optional<ServerFile> server = Connections.server(location);
        if (server.isPresent()) {
            return keyOf(server.get(), location);
        }
        try (LocalGateway gateway = LocalGateway.open(location)) {
            return gateway.adminKey();
        } catch (StoreOpenException refused) {
            if (refused.reason() == Reason.BAD_FILE) {
                throw Failures.of(refused);
            }
            return keyIn(location);
        }
    }

    /** A backup is what a gateway says its admin key in. */
    private static Optional<Secret> keyOf(ServerFile server, StoreLocation location) throws CommandFailure {
        try (GatewayConnection gateway = Connections.to(server, location)) {
            Answer backup = gateway.send(new GatewayCall(Declarations.named("backup")));
            if (!backup.isSuccess()) {
                throw backup.failure();
            }
            return Optional.ofNullable(
                            backup.data().path("config").path("admin_apikey").textValue())
                    .map(Secret::of)
                    .filter(key -> !key.isBlank());
        }
    }

    /** Who may read the file and no more, has the key all the same. */
    private static Optional<Secret> keyIn(StoreLocation location) throws CommandFailure {
        try {
            return AdminKeyFile.read(location.file());
        } catch (StoreOpenException refused) {
            throw Failures.of(refused);
        }
    }
}
