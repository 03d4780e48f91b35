package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before its words or after them. */
final class GlobalOptions {
    private static final String CONFIG_VARIABLE = "MCP_GATEWAY_CONFIG";
    private static final String URL_VARIABLE = "GATEWAY_BASE_URL";

    private final Surroundings surroundings;
    private @Nullable String config;
    private @Nullable String gatewayUrl;
    private @Nullable String output;

    GlobalOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How data is shown. */
    enum Output {
        JSON,
        TABLE
    }

    /** Adds them to the root of a tree; its subcommands get them when they are added. */
    void addTo(CommandSpec root) {
        root.addOption(option(
                "--config",
                "FILE",
                value -> config = value,
                "The configuration file (environment: " + CONFIG_VARIABLE + ").",
                "Default: ~/.enkrypt/enkrypt_mcp_config.json"));
        root.addOption(option(
                "--gateway-url",
                "URL",
                value -> gatewayUrl = value,
                "A gateway elsewhere in place of a file (environment: " + URL_VARIABLE
                        + "). Its admin key is taken from"
                        + " ADMIN_API_KEY, GATEWAY_ADMIN_KEY or the file that GATEWAY_ADMIN_KEY_FILE names."));
        root.addOption(option(
                        "--output",
                        "json|table",
                        value -> output = value,
                        "How data is shown on standard output. Default: json")
                .toBuilder()
                .completionCandidates(OptionNames.choices(Output.class))
                .build());
    }

    /** The configuration file. */
    Path file() throws CommandFailure {
        String name = config != null ? config : surroundings.variable(CONFIG_VARIABLE);
        if (name == null) {
            return StoreLocation.standardFile();
        }
        try {
            return surroundings.directory().resolve(name);
        } catch (InvalidPathException invalid) {
            throw CommandFailure.usage("--config: '" + name + "' is not a path");
        }
    }

    StoreLocation location() throws CommandFailure {
        try {
            return StoreLocation.of(file());
        } catch (StoreOpenException refused) {
            throw Failures.of(refused);
        }
    }

    /** The configuration file for a command that is about this machine's alone. */
    StoreLocation localLocation() throws CommandFailure {
        if (gatewayUrl != null) {
            throw CommandFailure.usage(
                    "--gateway-url does not go with this command: it is about a file of this machine");
        }
        return location();
    }

    /** Where the remote gateway is, if one is meant. A file that is named on the command line is. */
    Optional<URI> gatewayUrl() throws CommandFailure {
        if (gatewayUrl != null && config != null) {
            throw CommandFailure.usage("--config and --gateway-url do not go together");
        }
        String url = gatewayUrl != null || config != null ? gatewayUrl : surroundings.variable(URL_VARIABLE);
        String from = gatewayUrl != null ? "--gateway-url" : URL_VARIABLE;
        return url == null ? Optional.empty() : Optional.of(url(from, url));
    }

    Output output() throws CommandFailure {
        try {
            return output == null ? Output.JSON : Output.valueOf(output.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw CommandFailure.usage("--output must be json or table");
        }
    }

    /** Repeats what names the file, for a command that is shown to a person. */
    String configArgument() throws CommandFailure {
        Path file = file();
        return file.equals(StoreLocation.standardFile()) ? "" : " --config " + ShellWords.quoted(file.toString());
    }

    /** The address of a gateway that {@code from} names. */
    static URI url(String from, String url) throws CommandFailure {
        try {
            URI parsed = new URI(url.replaceAll("/+$", ""));
            boolean isHttp =
                    "http".equalsIgnoreCase(parsed.getScheme()) || "https".equalsIgnoreCase(parsed.getScheme());
            if (isHttp
                    && parsed.getHost() != null
                    && parsed.getRawUserInfo() == null
                    && parsed.getRawQuery() == null
                    && parsed.getRawFragment() == null) {
                return parsed;
            }
        } catch (URISyntaxException malformed) {
            throw CommandFailure.usage(notAUrl(from));
        }
        throw CommandFailure.usage(notAUrl(from));
    }

    private static String notAUrl(String from) {
        return from + " must be the http or https address of a gateway, such as http://gateway.example.com:8001";
    }

    private static OptionSpec option(String name, String label, Setting setting, String... description) {
        // Initial values are set through the same way, after the command line's for the commands further down.
        ISetter setter = new ISetter() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> @Nullable T set(@Nullable T value) {
                if (value instanceof String given) {
                    setting.to(given);
                }
                return null;
            }
        };
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .arity("1")
                .setter(setter)
                .scopeType(ScopeType.INHERIT)
                .description(description)
                .build();
    }

    @FunctionalInterface
    private interface Setting {
        void to(String value);
    }
}
