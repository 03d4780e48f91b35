package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.GuardrailPolicies;
import dev.mcpgateway.client.model.GuardrailPolicy;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.GuardrailUpdate;

/** The operations on the guardrail policies of servers. */
public interface GuardrailsApi extends Sender {

    /**
     * Sets the input guardrails of a server. The policy that a tool's arguments pass before the call, inline or from a file; inline wins. Saving succeeds even where a detector cannot run here: {@code enforcement} in the answer says which do.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param policy the policy
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default GuardrailPolicyReport updateInputGuardrails(String config, String server, GuardrailPolicy policy) {
        return send(GuardrailCalls.updateInputGuardrails(config, server, policy))
                .value();
    }

    /**
     * Sets the input guardrails of a server. The policy that a tool's arguments pass before the call, inline or from a file; inline wins. Saving succeeds even where a detector cannot run here: {@code enforcement} in the answer says which do.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param policyFile a file on the gateway's machine that holds the policy
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default GuardrailPolicyReport updateInputGuardrails(String config, String server, String policyFile) {
        return send(GuardrailCalls.updateInputGuardrails(config, server, policyFile))
                .value();
    }

    /**
     * Sets the output guardrails of a server. The policy that a tool's result passes before the client sees it, inline or from a file; inline wins. Saving succeeds even where a detector cannot run here: {@code enforcement} in the answer says which do.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param policy the policy
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default GuardrailPolicyReport updateOutputGuardrails(String config, String server, GuardrailPolicy policy) {
        return send(GuardrailCalls.updateOutputGuardrails(config, server, policy))
                .value();
    }

    /**
     * Sets the output guardrails of a server. The policy that a tool's result passes before the client sees it, inline or from a file; inline wins. Saving succeeds even where a detector cannot run here: {@code enforcement} in the answer says which do.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param policyFile a file on the gateway's machine that holds the policy
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default GuardrailPolicyReport updateOutputGuardrails(String config, String server, String policyFile) {
        return send(GuardrailCalls.updateOutputGuardrails(config, server, policyFile))
                .value();
    }

    /**
     * Sets both guardrails of a server. Input and output policy in one change; one that is not given stays. Saving succeeds even where a detector cannot run here: {@code enforcement} in the answer says which do.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param update the new policies
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default GuardrailPolicies updateGuardrails(String config, String server, GuardrailUpdate update) {
        return send(GuardrailCalls.updateGuardrails(config, server, update)).value();
    }
}
