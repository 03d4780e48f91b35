package dev.mcpgateway.server.usage;

/**
 * What a webhook has not been told yet of an alert.
 *
 * @param keyId of the key that the alert watches
 * @param body JSON
 */
public record UndeliveredReport(String keyId, String alertId, String body) {}
