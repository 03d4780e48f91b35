package dev.mcpgateway.server.domain;

import org.jspecify.annotations.Nullable;

/** The settings of Enkrypt's guardrail service, where the documented file has them: {@code plugins.guardrails}. */
public final class EnkryptSettings {
    private static final String PLACEHOLDER = "YOUR_ENKRYPT_API_KEY";

    private EnkryptSettings() {}

    /** The service's key; null where none is set, or only the placeholder of a generated file. */
    public static @Nullable Secret apiKey(Settings settings) {
        String key = settings.plugins().object("guardrails").object("config").string("api_key");
        return key == null || key.isBlank() || key.equals(PLACEHOLDER) ? null : Secret.of(key);
    }

    public static Attributes withApiKey(Attributes plugins, Secret key) {
        Attributes guardrails = plugins.object("guardrails");
        return plugins.with(
                "guardrails",
                guardrails.with("config", guardrails.object("config").with("api_key", key.reveal())));
    }
}
