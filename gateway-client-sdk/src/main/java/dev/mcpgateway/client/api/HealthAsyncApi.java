package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.model.Health;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.SystemHealth;
import java.util.concurrent.CompletableFuture;

/** As {@link HealthApi}, with a future for every result. */
public interface HealthAsyncApi extends AsyncSender {

    /** As {@link HealthApi#health()}. */
    default CompletableFuture<Health> health() {
        return call(HealthCalls.health());
    }

    /** As {@link HealthApi#systemHealth()}. */
    default CompletableFuture<SystemHealth> systemHealth() {
        return call(HealthCalls.systemHealth());
    }

    /** As {@link HealthApi#metrics()}. */
    default CompletableFuture<String> metrics() {
        return call(HealthCalls.metrics());
    }

    /** As {@link HealthApi#openApiDocument()}. */
    default CompletableFuture<JsonDocument> openApiDocument() {
        return call(HealthCalls.openApiDocument());
    }
}
