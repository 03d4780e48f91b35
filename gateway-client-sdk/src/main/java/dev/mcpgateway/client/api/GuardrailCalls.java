package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.GuardrailPolicies;
import dev.mcpgateway.client.model.GuardrailPolicy;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.GuardrailUpdate;

/** The calls of {@link GuardrailsApi} and {@link GuardrailsAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class GuardrailCalls {
    private GuardrailCalls() {}

    /** Of {@link GuardrailsApi#updateInputGuardrails(String, String, GuardrailPolicy)}. */
    public static Call<GuardrailPolicyReport> updateInputGuardrails(
            String config, String server, GuardrailPolicy policy) {
        return PreparedCall.put(
                        "updateInputGuardrails",
                        "/api/v1/configs/{config_identifier}/servers/{server_name}/input-guardrails",
                        config,
                        server)
                .field("policy", policy)
                .answers(GuardrailPolicyReport.class);
    }

    /** Of {@link GuardrailsApi#updateInputGuardrails(String, String, String)}. */
    public static Call<GuardrailPolicyReport> updateInputGuardrails(String config, String server, String policyFile) {
        return PreparedCall.put(
                        "updateInputGuardrails",
                        "/api/v1/configs/{config_identifier}/servers/{server_name}/input-guardrails",
                        config,
                        server)
                .field("policy_file", policyFile)
                .answers(GuardrailPolicyReport.class);
    }

    /** Of {@link GuardrailsApi#updateOutputGuardrails(String, String, GuardrailPolicy)}. */
    public static Call<GuardrailPolicyReport> updateOutputGuardrails(
            String config, String server, GuardrailPolicy policy) {
        return PreparedCall.put(
                        "updateOutputGuardrails",
                        "/api/v1/configs/{config_identifier}/servers/{server_name}/output-guardrails",
                        config,
                        server)
                .field("policy", policy)
                .answers(GuardrailPolicyReport.class);
    }

    /** Of {@link GuardrailsApi#updateOutputGuardrails(String, String, String)}. */
    public static Call<GuardrailPolicyReport> updateOutputGuardrails(String config, String server, String policyFile) {
        return PreparedCall.put(
                        "updateOutputGuardrails",
                        "/api/v1/configs/{config_identifier}/servers/{server_name}/output-guardrails",
                        config,
                        server)
                .field("policy_file", policyFile)
                .answers(GuardrailPolicyReport.class);
    }

    /** Of {@link GuardrailsApi#updateGuardrails(String, String, GuardrailUpdate)}. */
    public static Call<GuardrailPolicies> updateGuardrails(String config, String server, GuardrailUpdate update) {
        return PreparedCall.put(
                        "updateGuardrails",
                        "/api/v1/configs/{config_identifier}/servers/{server_name}/guardrails",
                        config,
                        server)
                .fields(update)
                .answers(GuardrailPolicies.class);
    }
}
