package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.model.GuardrailPolicies;
import dev.mcpgateway.client.model.GuardrailPolicy;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.GuardrailUpdate;
import java.util.concurrent.CompletableFuture;

/** As {@link GuardrailsApi}, with a future for every result. */
public interface GuardrailsAsyncApi extends AsyncSender {

    /** As {@link GuardrailsApi#updateInputGuardrails(String, String, GuardrailPolicy)}. */
    default CompletableFuture<GuardrailPolicyReport> updateInputGuardrails(
            String config, String server, GuardrailPolicy policy) {
        return call(GuardrailCalls.updateInputGuardrails(config, server, policy));
    }

    /** As {@link GuardrailsApi#updateInputGuardrails(String, String, String)}. */
    default CompletableFuture<GuardrailPolicyReport> updateInputGuardrails(
            String config, String server, String policyFile) {
        return call(GuardrailCalls.updateInputGuardrails(config, server, policyFile));
    }

    /** As {@link GuardrailsApi#updateOutputGuardrails(String, String, GuardrailPolicy)}. */
    default CompletableFuture<GuardrailPolicyReport> updateOutputGuardrails(
            String config, String server, GuardrailPolicy policy) {
        return call(GuardrailCalls.updateOutputGuardrails(config, server, policy));
    }

    /** As {@link GuardrailsApi#updateOutputGuardrails(String, String, String)}. */
    default CompletableFuture<GuardrailPolicyReport> updateOutputGuardrails(
            String config, String server, String policyFile) {
        return call(GuardrailCalls.updateOutputGuardrails(config, server, policyFile));
    }

    /** As {@link GuardrailsApi#updateGuardrails(String, String, GuardrailUpdate)}. */
    default CompletableFuture<GuardrailPolicies> updateGuardrails(
            String config, String server, GuardrailUpdate update) {
        return call(GuardrailCalls.updateGuardrails(config, server, update));
    }
}
