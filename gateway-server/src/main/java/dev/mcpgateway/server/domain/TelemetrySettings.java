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

    /** {@code plugins} with what is not null changed. */
    public static Attributes with(
            Attributes plugins, @Nullable Boolean enabled, @Nullable String url, @Nullable Boolean insecure) {
        Attributes telemetry = plugins.object("telemetry");
        Attributes config = telemetry.object("config");
        config = enabled == null ? config : config.with("enabled", enabled);
        config = url == null ? config : config.with("url", url);
        config = insecure == null ? config : config.with("insecure", insecure);
        return plugins.with("telemetry", telemetry.with("config", config));
    }
}
