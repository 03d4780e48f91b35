package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.store.AdminKeyFile;
import dev.mcpgateway.server.store.StoreOpenException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code admin-key}: prints the admin key and nothing else, for {@code $(…)}. */
@Command(
        name = "admin-key",
        description = "Prints the admin key that the configuration file holds.",
        footer = {"", "Example:", "  export ADMIN_KEY=$(secure-mcp-gateway admin-key)"})
final class AdminKeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final GlobalOptions options;

    AdminKeyCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        Path file = options.localLocation().file();
        Optional<Secret> key;
        try {
            key = AdminKeyFile.read(file);
        } catch (StoreOpenException refused) {
            throw Failures.of(refused);
        }
        if (key.isEmpty()) {
            throw new CommandFailure(1, file + " holds no admin key");
        }
        if (KeyHasher.isHash(key.get().reveal())) {
            throw new CommandFailure(1, file + " holds a hash of the admin key, not the key itself");
        }
        spec.commandLine().getOut().println(key.get().reveal());
        return 0;
    }
}
