package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.EnkryptApiKey;
import dev.mcpgateway.client.model.Telemetry;
import dev.mcpgateway.client.model.TelemetrySettings;
import java.util.concurrent.CompletableFuture;

/** As {@link SettingsApi}, with a future for every result. */
public interface SettingsAsyncApi extends AsyncSender {

    /** As {@link SettingsApi#getEnkryptApiKey()}. */
    default CompletableFuture<EnkryptApiKey> getEnkryptApiKey() {
        return call(SettingCalls.getEnkryptApiKey());
    }

    /** As {@link SettingsApi#setEnkryptApiKey(Secret)}. */
    default CompletableFuture<EnkryptApiKey> setEnkryptApiKey(Secret apiKey) {
        return call(SettingCalls.setEnkryptApiKey(apiKey));
    }

    /** As {@link SettingsApi#getTelemetry()}. */
    default CompletableFuture<Telemetry> getTelemetry() {
        return call(SettingCalls.getTelemetry());
    }

    /** As {@link SettingsApi#configureTelemetry(TelemetrySettings)}. */
    default CompletableFuture<Telemetry> configureTelemetry(TelemetrySettings settings) {
        return call(SettingCalls.configureTelemetry(settings));
    }
}
