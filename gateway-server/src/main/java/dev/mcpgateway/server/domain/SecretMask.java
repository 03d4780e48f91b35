package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stars in place of the secrets of a configuration, and the secrets back in place of the stars: what was read masked can be
 * sent back as it is, and keeps what is stored.
 */
public final class SecretMask {
    public static final String MASK = "********";

    private static final Secret MASKED = Secret.of(MASK);

    private SecretMask() {}

    /** What nobody knows may be a secret too, so unknown fields are not in it. */
    public static McpConfig masked(McpConfig config) {
        ConfigSettings settings = config.settings();
        return new McpConfig(
                config.id(),
                config.name(),
                new ConfigSettings(settings.prefix(), settings.mode(), masked(settings.modelUpstream())),
                config.servers().stream().map(SecretMask::masked).toList(),
                config.createdAt(),
                config.updatedAt(),
                config.version(),
                Attributes.EMPTY);
    }

    public static McpServer masked(McpServer server) {
        Attributes oauth = server.oauthConfig();
        if (oauth == null && server.extra().isEmpty() && hasNoSecrets(server.transport())) {
            return server;
        }
        return server.withSecrets(masked(server.transport()), oauth == null ? null : masked(oauth))
                .withExtra(Attributes.EMPTY);
    }

    private static boolean hasNoSecrets(Transport transport) {
        Map<String, Secret> secrets = transport instanceof Stdio stdio ? stdio.env() : ((Remote) transport).headers();
        return secrets.isEmpty() && transport.extra().isEmpty();
    }

    private static @Nullable ModelUpstream masked(@Nullable ModelUpstream upstream) {
        return upstream == null
                ? null
                : new ModelUpstream(
                        upstream.baseUrl(),
                        upstream.apiKey() == null ? null : MASKED,
                        upstream.inputPolicy(),
                        upstream.outputPolicy(),
                        Attributes.EMPTY);
    }

    /**
     * {@code given} with the stored secret wherever it has the mask.
     *
     * @param stored what is stored, or null where nothing is yet
     * @throws InvalidFieldException where there is nothing stored to keep
     */
    public static McpServer unmasked(McpServer given, @Nullable McpServer stored) {
        List<FieldProblem> problems = new ArrayList<>();
        Attributes oauth = given.oauthConfig();
        McpServer whole = given.withSecrets(
                unmasked(given.transport(), stored == null ? null : stored.transport(), problems),
                oauth == null
                        ? null
                        : unmasked("oauth_config", oauth, stored == null ? null : stored.oauthConfig(), problems));
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return whole;
    }

    /** As {@link #unmasked(McpServer, McpServer)}. */
    public static ModelUpstream unmasked(ModelUpstream given, @Nullable ModelUpstream stored) {
        if (!MASKED.equals(given.apiKey())) {
            return given;
        }
        if (stored == null || stored.apiKey() == null) {
            throw new InvalidFieldException("model_upstream.api_key", nothingStored());
        }
        return given.withApiKey(stored.apiKey());
    }

    private static Transport masked(Transport transport) {
        if (transport instanceof Stdio stdio) {
            return new Stdio(stdio.command(), stdio.args(), masked(stdio.env()), Attributes.EMPTY);
        }
        Remote remote = (Remote) transport;
        return new Remote(remote.url(), masked(remote.headers()), Attributes.EMPTY);
    }

    private static Map<String, Secret> masked(Map<String, Secret> secrets) {
        Map<String, Secret> masked = new LinkedHashMap<>();
        secrets.keySet().forEach(name -> masked.put(name, MASKED));
        return masked;
    }

    private static Attributes masked(Attributes oauth) {
        return Attributes.of(masked(oauth.asMap(), false));
    }

    private static Map<String, @Nullable Object> masked(Map<?, ?> members, boolean isSecret) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            String text = (String) name;
            masked.put(text, masked(value, isSecret || SecretNames.saysSecret(text)));
        });
        return masked;
    }

    /** Numbers and truth values are never secrets, whatever their name. */
    private static @Nullable Object masked(@Nullable Object value, boolean isSecret) {
        if (value instanceof Map<?, ?> members) {
            return masked(members, isSecret);
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> masked = new ArrayList<>(items.size());
            items.forEach(item -> masked.add(masked(item, isSecret)));
            return masked;
        }
        return isSecret && value instanceof String ? MASK : value;
    }

    private static Transport unmasked(Transport given, @Nullable Transport stored, List<FieldProblem> problems) {
        if (given instanceof Stdio stdio) {
            Map<String, Secret> old = stored instanceof Stdio storedStdio ? storedStdio.env() : Map.of();
            return new Stdio(stdio.command(), stdio.args(), unmasked("env", stdio.env(), old, problems), stdio.extra());
        }
        Remote remote = (Remote) given;
        Map<String, Secret> old = stored instanceof Remote storedRemote ? storedRemote.headers() : Map.of();
        return new Remote(remote.url(), unmasked("headers", remote.headers(), old, problems), remote.extra());
    }

    private static Map<String, Secret> unmasked(
            String field, Map<String, Secret> given, Map<String, Secret> stored, List<FieldProblem> problems) {
        Map<String, Secret> whole = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            Secret kept = MASKED.equals(value) ? stored.get(name) : value;
            if (kept == null) {
                problems.add(new FieldProblem(field + "." + name, nothingStored()));
            } else {
                whole.put(name, kept);
            }
        });
        return whole;
    }

    private static Attributes unmasked(
            String path, Attributes given, @Nullable Attributes stored, List<FieldProblem> problems) {
        return Attributes.of(unmasked(path, given.asMap(), stored == null ? null : stored.asMap(), problems));
    }

    private static Map<String, @Nullable Object> unmasked(
            String path, Map<?, ?> given, @Nullable Object stored, List<FieldProblem> problems) {
        Map<?, ?> old = stored instanceof Map<?, ?> members ? members : Map.of();
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        given.forEach((name, value) ->
                whole.put((String) name, unmaskedValue(path + "." + name, value, old.get(name), problems)));
        return whole;
    }

    /** In a list of another length a mask may stand at another place than what it stood for, so it stands for nothing. */
    private static List<@Nullable Object> unmasked(
            String path, List<?> given, @Nullable Object stored, List<FieldProblem> problems) {
        List<?> old = stored instanceof List<?> items && items.size() == given.size() ? items : List.of();
        List<@Nullable Object> whole = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            whole.add(unmaskedValue(path + "[" + i + "]", given.get(i), old.isEmpty() ? null : old.get(i), problems));
        }
        return whole;
    }

    private static @Nullable Object unmaskedValue(
            String path, @Nullable Object given, @Nullable Object stored, List<FieldProblem> problems) {
        if (given instanceof Map<?, ?> members) {
            return unmasked(path, members, stored, problems);
        }
        if (given instanceof List<?> items) {
            return unmasked(path, items, stored, problems);
        }
        if (!MASK.equals(given)) {
            return given;
        }
        if (!(stored instanceof String)) {
            problems.add(new FieldProblem(path, nothingStored()));
        }
        return stored;
    }

    private static String nothingStored() {
        return "is the mask, and no value is stored that it could stand for";
    }
}
