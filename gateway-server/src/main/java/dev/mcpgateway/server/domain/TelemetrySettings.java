package dev.mcpgateway.server.domain;

import org.jspecify.annotations.Nullable;

/** The telemetry settings, where the documented file has them: {@code plugins.telemetry.config}. */
public record TelemetrySettings(boolean enabled, @Nullable String url, boolean insecure) {
    public static TelemetrySettings of(Settings settings) {
        Attributes config = settings.plugins().object("telemetry").object("config");
        return new TelemetrySettings(
                Boolean.TRUE.equals(config.get("enabled")),
                config.string("url"),
                Boolean.TRUE.equals(config.get("insecure")));
    }

    /** {@code plugins} with what is given changed. */
    public static Attributes with(
            Attributes plugins, Field<Boolean> enabled, Field<String> url, Field<Boolean> insecure) {
        Attributes telemetry = plugins.object("telemetry");
        Attributes config = telemetry.object("config");
        config = with(config, "enabled", enabled);
        config = with(config, "url", url);
        config = with(config, "insecure", insecure);
        return plugins.with("telemetry", telemetry.with("config", config));
    }

    private static Attributes with(Attributes config, String name, Field<?> field) {
        if (!field.isGiven()) {
            return config;
        }
        return field.value() == null ? config.without(name) : config.with(name, field.value());
    }
}
