package dev.mcpgateway.server.domain;

import org.jspecify.annotations.Nullable;

/** The OpenAI-compatible endpoint that a project's {@code /v1} calls are relayed to, and the policies they pass. */
public record ModelUpstream(
        String baseUrl,
        @Nullable Secret apiKey,
        @Nullable Policy inputPolicy,
        @Nullable Policy outputPolicy,
        Attributes extra) {

    ModelUpstream withApiKey(@Nullable Secret key) {
        return new ModelUpstream(baseUrl, key, inputPolicy, outputPolicy, extra);
    }
}
