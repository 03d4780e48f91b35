package dev.mcpgateway.client.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A guardrail policy as it is stored, with what of it is in force.
 *
 * @param enabled whether the policy is in force
 * @param policyName the name of a policy at the remote provider; or null
 * @param provider who runs the detectors; without it, the gateway's default; or null
 * @param block detectors whose hit refuses the call
 * @param warn detectors whose hit is only reported
 * @param additionalConfig settings of the detectors
 * @param onError what happens to a call when a detector cannot be run; or null
 * @param onChange what happens when a tool's definition differs from the one that was approved; or null
 * @param enforcement which detectors of the policy run, and which do not and why; or null
 */
public record GuardrailPolicyReport(
        boolean enabled,
        @Nullable String policyName,
        @Nullable GuardrailProvider provider,
        List<String> block,
        List<String> warn,
        Map<String, @Nullable Object> additionalConfig,
        @Nullable OnError onError,
        @Nullable OnChange onChange,
        @Nullable Enforcement enforcement) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public GuardrailPolicyReport {
        block = Required.list(block);
        warn = Required.list(warn);
        additionalConfig = Required.map(additionalConfig);
    }
}
