package dev.mcpgateway.server.domain;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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
        @Nullable AccessLogLevel accessLog) {
    public static final GivenSettings NONE = new GivenSettings(null, null, null, null, null, null);

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
                reader.value("access_log", GivenSettings::accessLog, "must be all, changes or none"));
    }

    /** These, and where they say nothing those of {@code other}. */
    public GivenSettings over(GivenSettings other) {
        return new GivenSettings(
                trustedProxies == null ? other.trustedProxies : trustedProxies,
                corsOrigins == null ? other.corsOrigins : corsOrigins,
                allowOrigins == null ? other.allowOrigins : allowOrigins,
                allowHosts == null ? other.allowHosts : allowHosts,
                allowPaths == null ? other.allowPaths : allowPaths,
                accessLog == null ? other.accessLog : accessLog);
    }

    /** These, and where they say nothing the defaults. */
    public GatewaySettings withDefaults() {
        return new GatewaySettings(
                trustedProxies == null ? List.of() : trustedProxies,
                corsOrigins == null ? List.of("*") : corsOrigins,
                allowOrigins == null ? List.of() : allowOrigins,
                allowHosts == null ? List.of() : allowHosts,
                allowPaths == null ? List.of() : allowPaths,
                accessLog == null ? AccessLogLevel.CHANGES : accessLog);
    }

    public GivenSettings withAccessLog(AccessLogLevel level) {
        return new GivenSettings(trustedProxies, corsOrigins, allowOrigins, allowHosts, allowPaths, level);
    }

    public GivenSettings withCorsOrigins(List<String> origins) {
        return new GivenSettings(trustedProxies, origins, allowOrigins, allowHosts, allowPaths, accessLog);
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
