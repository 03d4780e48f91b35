package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.Health;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.SystemHealth;

/** The operations on the gateway's health. */
public interface HealthApi extends Sender {

    /**
     * Asks whether the gateway runs. Needs no key. 503 while it is starting or stopping.
     */
    default Health health() {
        return send(HealthCalls.health()).value();
    }

    /**
     * Looks the whole state over. {@code issues} are what does not fit together, {@code warnings} what is stored and has no effect; reads every record.
     */
    default SystemHealth systemHealth() {
        return send(HealthCalls.systemHealth()).value();
    }

    /**
     * Gets the metrics. Prometheus text format. No label holds a key, a part of a path that a caller chose, or a person's name.
     */
    default String metrics() {
        return send(HealthCalls.metrics()).value();
    }

    /**
     * Gets this document. The OpenAPI 3.1 description of every operation. Needs no key.
     */
    default JsonDocument openApiDocument() {
        return send(HealthCalls.openApiDocument()).value();
    }
}
