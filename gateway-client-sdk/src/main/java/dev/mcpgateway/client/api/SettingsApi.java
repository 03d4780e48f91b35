package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.EnkryptApiKey;
import dev.mcpgateway.client.model.Telemetry;
import dev.mcpgateway.client.model.TelemetrySettings;

/** The operations on settings of the gateway. */
public interface SettingsApi extends Sender {

    /**
     * Gets the Enkrypt API key. Masked: it says whether one is set, and which.
     */
    default EnkryptApiKey getEnkryptApiKey() {
        return send(SettingCalls.getEnkryptApiKey()).value();
    }

    /**
     * Sets the Enkrypt API key. What the {@code enkrypt} guardrail provider presents to Enkrypt's service.
     *
     * @param apiKey the key that Enkrypt's service has given out
     */
    default EnkryptApiKey setEnkryptApiKey(Secret apiKey) {
        return send(SettingCalls.setEnkryptApiKey(apiKey)).value();
    }

    /**
     * Gets the telemetry settings. {@code effective} says whether anything is exported.
     */
    default Telemetry getTelemetry() {
        return send(SettingCalls.getTelemetry()).value();
    }

    /**
     * Changes the telemetry settings. Changes what is given and keeps the rest; at least one is to be given.
     *
     * @param settings what to change
     */
    default Telemetry configureTelemetry(TelemetrySettings settings) {
        return send(SettingCalls.configureTelemetry(settings)).value();
    }
}
