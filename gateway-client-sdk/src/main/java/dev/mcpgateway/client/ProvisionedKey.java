package dev.mcpgateway.client;

/**
 * A key that {@link Provisioning} has found or made.
 *
 * @param keyId its id
 * @param apiKey the key itself where it was made or regenerated just now; empty where it was found, because it is not shown again
 * @param isNew whether it was made just now
 */
public record ProvisionedKey(String keyId, Secret apiKey, boolean isNew) {}
