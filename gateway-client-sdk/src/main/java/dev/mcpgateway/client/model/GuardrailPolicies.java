package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * A server's policies for arguments and results.
 *
 * @param inputGuardrailsPolicy the policy that the arguments of a call pass before the server sees them; or null
 * @param outputGuardrailsPolicy the policy that a result passes before the client sees it; or null
 */
public record GuardrailPolicies(
        @Nullable GuardrailPolicyReport inputGuardrailsPolicy,
        @Nullable GuardrailPolicyReport outputGuardrailsPolicy) {}
