package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAI-compatible endpoint that a project's {@code /v1} calls are relayed to.
 *
 * @param baseUrl where the endpoint is, an http or https URL
 * @param apiKey the endpoint's own key, masked unless it is revealed; null where there is none
 * @param inputGuardrailsPolicy the policy that the arguments of a call pass before the server sees them; or null
 * @param outputGuardrailsPolicy the policy that a result passes before the client sees it; or null
 */
public record ModelUpstream(
        String baseUrl,
        @Nullable Secret apiKey,
        @Nullable GuardrailPolicyReport inputGuardrailsPolicy,
        @Nullable GuardrailPolicyReport outputGuardrailsPolicy) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ModelUpstream {
        Required.field(baseUrl, "base_url");
    }
}
