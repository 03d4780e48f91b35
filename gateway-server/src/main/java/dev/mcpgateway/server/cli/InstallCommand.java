package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.OwnProgram;
import dev.mcpgateway.server.cli.ClientFile.NotEditableException;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.keys.KeyFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code install}: writes the gateway into the configuration of an MCP client on this machine. */
@Command(
        name = "install",
        description = {
            "Sets up an MCP client of this machine: makes an API key for it and writes the gateway into its configuration file."
                    + " The rest of the file stays as it is, and a copy is kept beside it.",
            "The gateway is that of --gateway-url, or the one that runs on the configuration file, or http://localhost:8001."
        },
        sortOptions = false,
        sortSynopsis = false,
        footer = {
            "",
            "Example:",
            "  secure-mcp-gateway install --client cursor",
            "  secure-mcp-gateway install --client claude-code --email alice@example.com --project-name my_project",
            "  secure-mcp-gateway install --client vscode --gateway-url https://gateway.example.com --key-file key.txt"
        })
final class InstallCommand implements Callable<Integer> {
    private static final String NAME_FORM = "[A-Za-z0-9_.-]{1,64}";

    /** Enough for a few large messages at once. */
    private static final String BRIDGE_HEAP = "256m";

    /** What the JVM of the bridge has to be told where a gateway's certificate is not trusted by default. */
    private static final List<String> TRUST_PROPERTIES =
            List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword", "javax.net.ssl.trustStoreType");

    private final GlobalOptions options;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--client",
            required = true,
            paramLabel = "claude-desktop|cursor|claude-code|vscode",
            completionCandidates = McpClient.Words.class,
            converter = McpClient.Words.class,
            description = "The client to set up.")
    private McpClient client = McpClient.CLAUDE_DESKTOP;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "secure-mcp-gateway",
            description = "What the client is to call the gateway. Default: ${DEFAULT-VALUE}")
    private String name = "";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file that holds the API key to use. Default: a new key is made.")
    private @Nullable String keyFile;

    @Option(
            names = "--mcp-url",
            paramLabel = "URL",
            description =
                    "Where the client reaches the gateway, where that is not where its administrator does: behind a"
                            + " proxy, or on the --mcp-port of a gateway elsewhere.")
    private @Nullable String mcpUrl;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private ClientKeys.@Nullable User user;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private ClientKeys.@Nullable Project project;

    @Option(names = "--dry-run", description = "Show what would be written; make no key, and write nothing.")
    private boolean dryRun;

    InstallCommand(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (!name.matches(NAME_FORM)) {
            throw CommandFailure.usage("--name must be 1 to 64 letters, digits, '_', '.' or '-'");
        }
        if (keyFile != null && (user != null || project != null)) {
            throw CommandFailure.usage(
                    "--key-file goes with no user or project: they are for a key that is to be made");
        }
        URI endpoint = mcpUrl == null ? McpAddress.of(options) : McpAddress.on(GlobalOptions.url("--mcp-url", mcpUrl));
        Path path = client.file(Platform.of(surroundings));
        ClientFile file = new ClientFile(path, client.section(), Clock.systemUTC());
        boolean isReplaced = requireEditable(file, path, endpoint);
        ObjectNode data = JsonValues.object().put("client", client.word());
        if (dryRun) {
            describe(data, endpoint, path, isReplaced);
        } else {
            install(data, endpoint, path, file);
        }
        new Presentation(options.output(), spec.commandLine().getOut()).print(data);
        return 0;
    }

    private boolean requireEditable(ClientFile file, Path path, URI endpoint) throws CommandFailure {
        try {
            return file.has(name);
        } catch (NotEditableException refused) {
            throw CommandFailure.refused(path + " is left as it is: " + refused.getMessage() + ". Put this into its \""
                    + client.section() + "\" yourself, with a key of 'secure-mcp-gateway user generate-api-key':"
                    + System.lineSeparator() + text(named(entry(endpoint, null, "YOUR_API_KEY"))));
        } catch (IOException unreadable) {
            throw CommandFailure.refused(path + " cannot be read: " + unreadable.getMessage());
        }
    }

    private void describe(ObjectNode data, URI endpoint, Path path, boolean isReplaced) throws CommandFailure {
        String shown = keyFile == null
                ? "********"
                : KeyFormat.mask(
                        KeyFile.named(surroundings, keyFile).read(err()).reveal());
        data.put("dry_run", true).put("file", path.toString()).put("name", name).put("replaced", isReplaced);
        data.putObject("would_write").set(client.section(), named(entry(endpoint, null, shown)));
    }

    private void install(ObjectNode data, URI endpoint, Path path, ClientFile file) throws CommandFailure {
        if (keyFile != null) {
            KeyFile given = KeyFile.named(surroundings, keyFile);
            Secret key = given.read(err());
            write(data, file, path, entry(endpoint, given.path(), key.reveal()));
            return;
        }
        try (GatewayConnection gateway = new Connections(options, surroundings).open()) {
            ClientKeys keys = new ClientKeys(gateway, user, project);
            ClientKeys.Made made = keys.make(client.title());
            try {
                KeyFile kept = KeyFile.at(options.location().clientKey(client.word() + "-" + name));
                if (client.startsCommands()) {
                    kept.write(made.key());
                    data.put("key_file", kept.path().toString());
                }
                write(data, file, path, entry(endpoint, kept.path(), made.key().reveal()));
                data.put("key_id", made.id());
            } catch (IOException failure) {
                throw undone(keys, made, CommandFailure.refused("The key could not be kept: " + failure.getMessage()));
            } catch (CommandFailure failure) {
                throw undone(keys, made, failure);
            }
        }
    }

    /** Nobody has the key, so nobody is to be able to use it. */
    private static CommandFailure undone(ClientKeys keys, ClientKeys.Made made, CommandFailure failure) {
        try {
            keys.revoke(made);
            return failure;
        } catch (CommandFailure unchanged) {
            return CommandFailure.refused(failure.getMessage() + System.lineSeparator() + "  The key " + made.id()
                    + " was made for it and could not be revoked: " + unchanged.getMessage());
        }
    }

    private void write(ObjectNode data, ClientFile file, Path path, ObjectNode entry) throws CommandFailure {
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            err().println("Warning: there was no " + folder + ": is " + client.title() + " installed?");
        }
        try {
            ClientFile.Written written = file.put(name, entry);
            data.put("file", written.file().toString()).put("name", name).put("replaced", written.isReplaced());
            Path backup = written.backup();
            if (backup != null) {
                data.put("backup", backup.toString());
            }
        } catch (NotEditableException refused) {
            throw CommandFailure.refused(path + " is left as it is: " + refused.getMessage());
        } catch (IOException failure) {
            throw CommandFailure.refused(path + " cannot be written: " + failure);
        }
        err().println("Restart " + client.title() + " to have it connect to " + name + ".");
    }

    /** @param kept the file that holds {@code key}; null where it is not known yet */
    private ObjectNode entry(URI endpoint, @Nullable Path kept, String key) throws CommandFailure {
        if (!client.startsCommands()) {
            return client.entry(endpoint, "Bearer " + key);
        }
        List<String> command = new ArrayList<>(OwnProgram.command(BRIDGE_HEAP));
        for (String property : TRUST_PROPERTIES) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add(1, "-D" + property + "=" + value);
            }
        }
        Path file = kept != null
                ? kept
                : keyFile != null
                        ? KeyFile.named(surroundings, keyFile).path()
                        : options.location().clientKey(client.word() + "-" + name);
        command.addAll(List.of("connect", "--gateway-url", endpoint.toString(), "--key-file", file.toString()));
        return client.entry(command);
    }

    private ObjectNode named(ObjectNode entry) {
        ObjectNode named = JsonValues.object();
        named.set(name, entry);
        return named;
    }

    private static String text(ObjectNode json) {
        return new String(Presentation.json(json), StandardCharsets.UTF_8);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
