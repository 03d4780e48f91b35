package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.NewConfiguration;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.DefaultState;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate-config}: makes the default configuration file. */
@Command(
        name = "generate-config",
        description =
                "Makes the configuration file: an admin key, a configuration with an echo server, a project and a user.",
        footer = {"", "Example:", "  secure-mcp-gateway generate-config"})
final class GenerateConfigCommand implements Callable<Integer> {
    private final GlobalOptions options;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--overwrite",
            description =
                    "Replace the file that is there. It is kept beside the new one; a server must not be running on it.")
    private boolean overwrite;

    GenerateConfigCommand(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        StoreLocation location = options.localLocation();
        if (!overwrite && !location.isUnused()) {
            throw isThere(location);
        }
        NewConfiguration made = make(location);
        CommandLine command = spec.commandLine();
        ObjectNode data = JsonValues.object()
                .put("config_path", made.file().toString())
                .put("user_email", DefaultState.USER_EMAIL)
                .put("project_name", DefaultState.PROJECT_NAME);
        if (surroundings.isTerminal()) {
            data.put("api_key", made.userKey().reveal());
        } else {
            command.getErr()
                    .println("A key was made for " + DefaultState.USER_EMAIL
                            + "; it is shown on a terminal only. Another one: " + newKeyCommand(options));
        }
        @Nullable Path replaced = made.replaced();
        if (replaced != null) {
            data.put("replaced_config", replaced.toString());
        }
        new Presentation(options.output(), command.getOut()).print(data);
        return 0;
    }

    /** What makes a key for the user of a new configuration. */
    static String newKeyCommand(GlobalOptions options) throws CommandFailure {
        return "secure-mcp-gateway user generate-api-key --email " + DefaultState.USER_EMAIL + " --project-name "
                + DefaultState.PROJECT_NAME + options.configArgument();
    }

    private NewConfiguration make(StoreLocation location) throws CommandFailure {
        try {
            return overwrite ? NewConfiguration.replacing(location) : NewConfiguration.at(location);
        } catch (StoreOpenException refused) {
            throw Failures.of(refused);
        } catch (FileAlreadyExistsException justMade) {
            throw isThere(location);
        }
    }

    private static CommandFailure isThere(StoreLocation location) {
        return CommandFailure.refused(location + " is there already: --overwrite replaces it and keeps a copy");
    }
}
