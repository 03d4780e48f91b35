package dev.mcpgateway.server.domain;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Process-wide settings as one place gives them, the command line or the {@code gateway} section of the configuration file;
 * null where it says nothing. The section's names are those of the options, in the plural where an option is repeatable.
 */
public record GivenSettings(
        @Nullable List<AddressRange> trustedProxies,
        @Nullable List<String> corsOrigins,
        @Nullable List<String> allowOrigins,
        @Nullable List<String> allowHosts,
        @Nullable List<Path> allowPaths,
        @Nullable AccessLogLevel accessLog,
        @Nullable Plans plans,
        @Nullable Boolean urlKeys,
        @Nullable Integer failedAuthPerMinute,
        @Nullable Boolean allowPrivateWebhooks,
        @Nullable Boolean allowPrivateUpstreams,
        @Nullable List<String> allowedCommands,
        @Nullable Integer maxChildren,
        @Nullable Integer maxChildrenPerServer,
        @Nullable String anonymousKeyId,
        @Nullable Boolean sessionless) {
    public static final GivenSettings NONE = new GivenSettings(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Far above what a person mistypes, far below what guessing needs. */
    private static final int FAILED_AUTH_PER_MINUTE = 600;

    private static final int MAX_FAILED_AUTH = 1_000_000;

    private static final int MAX_CHILDREN = 256;
    private static final int MAX_CHILDREN_PER_SERVER = 64;
    private static final int MOST_CHILDREN = 100_000;

    private static final Pattern KEY_ID = Pattern.compile("key_[0-9A-Za-z]{1,64}");
    private static final String ORIGIN = "must be an origin such as https://app.example.com, without a path";
    private static final Map<String, AccessLogLevel> ACCESS_LOGS =
            Map.of("all", AccessLogLevel.ALL, "changes", AccessLogLevel.CHANGES, "none", AccessLogLevel.NONE);

    /** What the {@code gateway} section says; a value that is none of its field's is reported, with its place, and left out. */
    public static GivenSettings of(Attributes section, List<FieldProblem> problems) {
        Section reader = new Section(section, problems);
        return new GivenSettings(
                reader.list(
                        "trusted_proxies",
                        AddressRange::parse,
                        "must be an IP address or a network such as 10.0.0.0/8"),
                reader.list("cors_origins", WebOrigins::origin, ORIGIN),
                reader.list("allow_origins", WebOrigins::origin, ORIGIN),
                reader.list("allow_hosts", WebOrigins::host, "must be a host name, without a scheme and a port"),
                reader.list("allow_paths", GivenSettings::folder, "must be an absolute path"),
                reader.value("access_log", GivenSettings::accessLog, "must be all, changes or none"),
                reader.plans("plans"),
                reader.flag("url_keys"),
                reader.number("failed_auth_per_minute", 1, MAX_FAILED_AUTH),
                reader.flag("allow_private_webhooks"),
                reader.flag("allow_private_upstreams"),
                reader.list("allowed_commands", GivenSettings::command, "must be a command, not empty"),
                reader.number("max_children", 1, MOST_CHILDREN),
                reader.number("max_children_per_server", 1, MOST_CHILDREN),
                reader.value("anonymous_key_id", GivenSettings::keyId, "must be the id of an API key, key_…"),
                reader.flag("sessionless"));
    }

    /** These, and where they say nothing those of {@code other}. */
    public GivenSettings over(GivenSettings other) {
        return new GivenSettings(
                trustedProxies == null ? other.trustedProxies : trustedProxies,
                corsOrigins == null ? other.corsOrigins : corsOrigins,
                allowOrigins == null ? other.allowOrigins : allowOrigins,
                allowHosts == null ? other.allowHosts : allowHosts,
                allowPaths == null ? other.allowPaths : allowPaths,
                accessLog == null ? other.accessLog : accessLog,
                plans == null ? other.plans : plans,
                urlKeys == null ? other.urlKeys : urlKeys,
                failedAuthPerMinute == null ? other.failedAuthPerMinute : failedAuthPerMinute,
                allowPrivateWebhooks == null ? other.allowPrivateWebhooks : allowPrivateWebhooks,
                allowPrivateUpstreams == null ? other.allowPrivateUpstreams : allowPrivateUpstreams,
                allowedCommands == null ? other.allowedCommands : allowedCommands,
                maxChildren == null ? other.maxChildren : maxChildren,
                maxChildrenPerServer == null ? other.maxChildrenPerServer : maxChildrenPerServer,
                anonymousKeyId == null ? other.anonymousKeyId : anonymousKeyId,
                sessionless == null ? other.sessionless : sessionless);
    }

    /** These, and where they say nothing the defaults. */
    public GatewaySettings withDefaults() {
        return new GatewaySettings(
                trustedProxies == null ? List.of() : trustedProxies,
                corsOrigins == null ? List.of("*") : corsOrigins,
                allowOrigins == null ? List.of() : allowOrigins,
                allowHosts == null ? List.of() : allowHosts,
                allowPaths == null ? List.of() : allowPaths,
                accessLog == null ? AccessLogLevel.CHANGES : accessLog,
                plans == null ? Plans.DEFAULT : plans,
                urlKeys == null || urlKeys,
                failedAuthPerMinute == null ? FAILED_AUTH_PER_MINUTE : failedAuthPerMinute,
                allowPrivateWebhooks != null && allowPrivateWebhooks,
                allowPrivateUpstreams != null && allowPrivateUpstreams,
                allowedCommands,
                maxChildren == null ? MAX_CHILDREN : maxChildren,
                maxChildrenPerServer == null ? MAX_CHILDREN_PER_SERVER : maxChildrenPerServer,
                anonymousKeyId,
                sessionless != null && sessionless);
    }

    public GivenSettings withAccessLog(AccessLogLevel level) {
        return new GivenSettings(
                trustedProxies,
                corsOrigins,
                allowOrigins,
                allowHosts,
                allowPaths,
                level,
                plans,
                urlKeys,
                failedAuthPerMinute,
                allowPrivateWebhooks,
                allowPrivateUpstreams,
                allowedCommands,
                maxChildren,
                maxChildrenPerServer,
                anonymousKeyId,
                sessionless);
    }

    public GivenSettings withCorsOrigins(List<String> origins) {
        return new GivenSettings(
                trustedProxies,
                origins,
                allowOrigins,
                allowHosts,
                allowPaths,
                accessLog,
                plans,
                urlKeys,
                failedAuthPerMinute,
                allowPrivateWebhooks,
                allowPrivateUpstreams,
                allowedCommands,
                maxChildren,
                maxChildrenPerServer,
                anonymousKeyId,
                sessionless);
    }

    public GivenSettings withAllowPrivateWebhooks(boolean allow) {
        return new GivenSettings(
                trustedProxies,
                corsOrigins,
                allowOrigins,
                allowHosts,
                allowPaths,
                accessLog,
                plans,
                urlKeys,
                failedAuthPerMinute,
                allow,
                allowPrivateUpstreams,
                allowedCommands,
                maxChildren,
                maxChildrenPerServer,
                anonymousKeyId,
                sessionless);
    }

    /** @throws IllegalArgumentException where {@code value} is no id of a key */
    public static String keyId(String value) {
        if (!KEY_ID.matcher(value).matches()) {
            throw new IllegalArgumentException("no id of a key");
        }
        return value;
    }

    private static String command(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return value;
    }

    private static Path folder(String value) {
        Path path = Path.of(value);
        if (!path.isAbsolute()) {
            throw new InvalidPathException(value, "not absolute");
        }
        return path;
    }

    private static AccessLogLevel accessLog(String value) {
        AccessLogLevel level = ACCESS_LOGS.get(value.toLowerCase(Locale.ROOT));
        if (level == null) {
            throw new IllegalArgumentException("no access log level");
        }
        return level;
    }

    /** Reports what a value must be, and not what it is: a secret may have been put into the wrong place. */
    private record Section(Attributes members, List<FieldProblem> problems) {
        <T> @Nullable List<T> list(String name, Function<String, T> parse, String rule) {
            Object member = members.get(name);
            if (member == null) {
                return null;
            }
            if (!(member instanceof List<?> values)) {
                problems.add(new FieldProblem("gateway." + name, "must be a list of strings"));
                return null;
            }
            List<T> parsed = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                T one = parsed("gateway." + name + "[" + i + "]", values.get(i), parse, rule);
                if (one != null) {
                    parsed.add(one);
                }
            }
            return List.copyOf(parsed);
        }

        <T> @Nullable T value(String name, Function<String, T> parse, String rule) {
            Object member = members.get(name);
            return member == null ? null : parsed("gateway." + name, member, parse, rule);
        }

        @Nullable
        Plans plans(String name) {
            Object member = members.get(name);
            if (member == null) {
                return null;
            }
            if (!(member instanceof Map<?, ?>)) {
                problems.add(new FieldProblem("gateway." + name, "must be an object of plans by their names"));
                return null;
            }
            return Plans.of("gateway." + name, members.object(name), problems);
        }

        @Nullable
        Boolean flag(String name) {
            Object member = members.get(name);
            if (member == null || member instanceof Boolean) {
                return (Boolean) member;
            }
            problems.add(new FieldProblem("gateway." + name, "must be true or false"));
            return null;
        }

        @Nullable
        Integer number(String name, int min, int max) {
            Object member = members.get(name);
            if (member == null) {
                return null;
            }
            boolean isWhole = member instanceof Integer || member instanceof Long;
            long number = isWhole ? ((Number) member).longValue() : min - 1L;
            if (number < min || number > max) {
                problems.add(new FieldProblem("gateway." + name, "must be a whole number from " + min + " to " + max));
                return null;
            }
            return (int) number;
        }

        private <T> @Nullable T parsed(String path, @Nullable Object value, Function<String, T> parse, String rule) {
            if (!(value instanceof String text)) {
                problems.add(new FieldProblem(path, "must be a string"));
                return null;
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException malformed) {
                problems.add(new FieldProblem(path, rule));
                return null;
            }
        }
    }
}
