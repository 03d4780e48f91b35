package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.EnkryptApiKey;
import dev.mcpgateway.client.model.Telemetry;
import dev.mcpgateway.client.model.TelemetrySettings;

/** The calls of {@link SettingsApi} and {@link SettingsAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class SettingCalls {
    private SettingCalls() {}

    /** Of {@link SettingsApi#getEnkryptApiKey()}. */
    public static Call<EnkryptApiKey> getEnkryptApiKey() {
        return PreparedCall.get("getEnkryptApiKey", "/api/v1/settings/enkrypt-api-key")
                .answers(EnkryptApiKey.class);
    }

    /** Of {@link SettingsApi#setEnkryptApiKey(Secret)}. */
    public static Call<EnkryptApiKey> setEnkryptApiKey(Secret apiKey) {
        return PreparedCall.put("setEnkryptApiKey", "/api/v1/settings/enkrypt-api-key")
                .field("api_key", apiKey)
                .answers(EnkryptApiKey.class);
    }

    /** Of {@link SettingsApi#getTelemetry()}. */
    public static Call<Telemetry> getTelemetry() {
        return PreparedCall.get("getTelemetry", "/api/v1/settings/telemetry").answers(Telemetry.class);
    }

    /** Of {@link SettingsApi#configureTelemetry(TelemetrySettings)}. */
    public static Call<Telemetry> configureTelemetry(TelemetrySettings settings) {
        return PreparedCall.put("configureTelemetry", "/api/v1/settings/telemetry")
                .fields(settings)
                .answers(Telemetry.class);
    }
}
