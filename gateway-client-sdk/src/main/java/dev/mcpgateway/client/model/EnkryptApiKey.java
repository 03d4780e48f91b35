package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * The key for Enkrypt's service, masked.
 *
 * @param apiKey the key, masked; null where none is set
 * @param configured whether a key is set
 */
public record EnkryptApiKey(@Nullable String apiKey, boolean configured) {}
