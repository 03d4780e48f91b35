package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.Health;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.SystemHealth;

/** The calls of {@link HealthApi} and {@link HealthAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class HealthCalls {
    private HealthCalls() {}

    /** Of {@link HealthApi#health()}. */
    public static Call<Health> health() {
        return PreparedCall.get("health", "/health").answers(Health.class);
    }

    /** Of {@link HealthApi#systemHealth()}. */
    public static Call<SystemHealth> systemHealth() {
        return PreparedCall.get("systemHealth", "/api/v1/system/health").answers(SystemHealth.class);
    }

    /** Of {@link HealthApi#metrics()}. */
    public static Call<String> metrics() {
        return PreparedCall.get("metrics", "/metrics").answersText();
    }

    /** Of {@link HealthApi#openApiDocument()}. */
    public static Call<JsonDocument> openApiDocument() {
        return PreparedCall.get("openApiDocument", "/openapi.json").answersPlainJson();
    }
}
