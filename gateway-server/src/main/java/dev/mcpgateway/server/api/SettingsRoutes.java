package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.EnkryptSettings;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.ServerRules;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.SystemService;
import dev.mcpgateway.server.domain.TelemetrySettings;
import dev.mcpgateway.server.keys.KeyFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that belong to no configuration. */
final class SettingsRoutes {
    private static final String PATH = "/api/v1/settings";

    private final ChangeLog log;
    private final SystemService service;

    SettingsRoutes(ChangeLog log, SystemService service) {
        this.log = log;
        this.service = service;
    }

    record SetEnkryptApiKey(
            @Required @Doc(value = "The key of Enkrypt's guardrail service.", example = "\"your-enkrypt-api-key\"")
            Secret apiKey) {}

    record EnkryptApiKey(
            @Doc(value = "The key, masked; null where none is set.", example = "\"your...-key\"") @Nullable
            String apiKey,

            boolean configured) {
        static EnkryptApiKey of(Settings settings) {
            Secret key = EnkryptSettings.apiKey(settings);
            return new EnkryptApiKey(key == null ? null : KeyFormat.mask(key.reveal()), key != null);
        }
    }

    record ConfigureTelemetry(
            @Doc("Whether telemetry is to be exported.") Field<Boolean> enabled,

            @Doc(value = "Where to.", example = "\"http://localhost:4317\"")
            Field<String> url,

            Field<Boolean> insecure) {}

    record Telemetry(
            @Doc("Whether telemetry is to be exported.") boolean enabled,

            @Doc(value = "Where to.", example = "\"http://localhost:4317\"") @Nullable
            String url,

            boolean insecure,
            boolean effective) {
        /** Nothing exports telemetry yet, so the settings are kept and reported as not effective. */
        static Telemetry of(Settings settings) {
            TelemetrySettings stored = TelemetrySettings.of(settings);
            return new Telemetry(stored.enabled(), stored.url(), stored.insecure(), false);
        }
    }

    static final Operation<Operation.None, EnkryptApiKey> GET_ENKRYPT_API_KEY = Operation.get(
                    PATH + "/enkrypt-api-key", Operation.None.class)
            .id(Tag.SETTINGS, "getEnkryptApiKey")
            .doc("Get the Enkrypt API key", "Masked: it says whether one is set, and which.")
            .role(Role.ADMIN)
            .command("config get-enkrypt-api-key")
            .answers("Enkrypt API key retrieved successfully", EnkryptApiKey.class);

    static final Operation<SetEnkryptApiKey, EnkryptApiKey> SET_ENKRYPT_API_KEY = Operation.put(
                    PATH + "/enkrypt-api-key", SetEnkryptApiKey.class)
            .id(Tag.SETTINGS, "setEnkryptApiKey")
            .doc("Set the Enkrypt API key", "What the `enkrypt` guardrail provider presents to Enkrypt's service.")
            .role(Role.ADMIN)
            .command("config set-enkrypt-api-key")
            .strict()
            .answers("Enkrypt API key updated successfully", EnkryptApiKey.class);

    static final Operation<Operation.None, Telemetry> GET_TELEMETRY = Operation.get(
                    PATH + "/telemetry", Operation.None.class)
            .id(Tag.SETTINGS, "getTelemetry")
            .doc("Get the telemetry settings", "`effective` says whether anything is exported.")
            .role(Role.ADMIN)
            .command("config get-telemetry")
            .answers("Telemetry configuration retrieved successfully", Telemetry.class);

    static final Operation<ConfigureTelemetry, Telemetry> CONFIGURE_TELEMETRY = Operation.put(
                    PATH + "/telemetry", ConfigureTelemetry.class)
            .id(Tag.SETTINGS, "configureTelemetry")
            .doc(
                    "Change the telemetry settings",
                    "Changes what is given and keeps the rest; at least one is to be given.")
            .role(Role.ADMIN)
            .command("config configure-telemetry")
            .answers("Telemetry configuration updated successfully", Telemetry.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                GET_ENKRYPT_API_KEY.handledBy(
                        (in, call) -> EnkryptApiKey.of(log.state().settings())),
                SET_ENKRYPT_API_KEY.handledBy(this::setEnkryptApiKey),
                GET_TELEMETRY.handledBy((in, call) -> Telemetry.of(log.state().settings())),
                CONFIGURE_TELEMETRY.handledBy(this::configureTelemetry));
    }

    private EnkryptApiKey setEnkryptApiKey(SetEnkryptApiKey in, Call call) {
        String key = in.apiKey().reveal();
        if (key.isBlank() || key.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
            throw new InvalidFieldException("api_key", "must be of visible ASCII characters without spaces");
        }
        return EnkryptApiKey.of(service.changePlugins(plugins -> EnkryptSettings.withApiKey(plugins, in.apiKey()))
                .result());
    }

    private Telemetry configureTelemetry(ConfigureTelemetry in, Call call) {
        if (!in.enabled().isGiven() && !in.url().isGiven() && !in.insecure().isGiven()) {
            throw new InvalidFieldException(
                    List.of(), "At least one option (enabled, url, or insecure) must be provided");
        }
        String url = in.url().value();
        if (url != null && !ServerRules.isHttpUrl(url)) {
            throw new InvalidFieldException("url", "must be an http or https URL");
        }
        return Telemetry.of(
                service.changePlugins(plugins -> TelemetrySettings.with(plugins, in.enabled(), in.url(), in.insecure()))
                        .result());
    }
}
