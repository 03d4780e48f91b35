package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stars in place of the secrets of a configuration, and the secrets back in place of the stars: what was read masked can be
 * sent back as it is, and keeps what is stored.
 */
public final class SecretMask {
    public static final String MASK = "********";

    private static final Secret MASKED = Secret.of(MASK);
    private static final Set<String> OAUTH_SECRET_OBJECTS = Set.of("oauth_custom_headers", "oauth_additional_params");

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
        return server.withSecrets(masked(server.transport()), oauth == null ? null : masked("", oauth))
                .withExtra(Attributes.EMPTY);
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

    private static Attributes masked(String parent, Attributes oauth) {
        Attributes masked = oauth;
        for (Map.Entry<String, @Nullable Object> member : oauth.asMap().entrySet()) {
            if (member.getValue() instanceof Map<?, ?>) {
                masked = masked.with(member.getKey(), masked(member.getKey(), oauth.object(member.getKey())));
            } else if (member.getValue() instanceof String && isSecret(parent, member.getKey())) {
                masked = masked.with(member.getKey(), MASK);
            }
        }
        return masked;
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
        Attributes whole = given;
        for (Map.Entry<String, @Nullable Object> member : given.asMap().entrySet()) {
            String name = member.getKey();
            if (member.getValue() instanceof Map<?, ?>) {
                Attributes old = stored == null ? null : stored.object(name);
                whole = whole.with(name, unmasked(path + "." + name, given.object(name), old, problems));
            } else if (MASK.equals(member.getValue())) {
                String old = stored == null ? null : stored.string(name);
                if (old == null) {
                    problems.add(new FieldProblem(path + "." + name, nothingStored()));
                } else {
                    whole = whole.with(name, old);
                }
            }
        }
        return whole;
    }

    /** Whether a member of {@code oauth_config} is a secret by its name; a path or a URL of one is not. */
    private static boolean isSecret(String parent, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OAUTH_SECRET_OBJECTS.contains(parent.toLowerCase(Locale.ROOT))
                || lower.contains("secret")
                || lower.contains("password")
                || lower.endsWith("_token")
                || lower.equals("token")
                || lower.endsWith("private_key")
                || lower.endsWith("api_key");
    }

    private static String nothingStored() {
        return "is the mask, and no value is stored that it could stand for";
    }
}
