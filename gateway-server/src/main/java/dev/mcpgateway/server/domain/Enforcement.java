package dev.mcpgateway.server.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Which detectors and other checks of a policy run, and which do not and why: none is passed over in silence (contract: guardrails.md).
 */
public record Enforcement(List<String> enforced, List<NotEnforced> notEnforced) {
    /** A detector that nothing runs. */
    public record NotEnforced(String detector, String reason) {}

    /** What {@code engine} does of an enabled policy; of a disabled one nothing is asked. */
    public static Enforcement of(Policy policy, Settings settings, GuardrailEngine engine) {
        List<String> enforced = new ArrayList<>();
        List<NotEnforced> notEnforced = new ArrayList<>();
        if (policy.enabled()) {
            for (String detector : policy.checks()) {
                engine.whyNot(detector, policy, settings)
                        .ifPresentOrElse(
                                reason -> notEnforced.add(new NotEnforced(detector, reason)),
                                () -> enforced.add(detector));
            }
        }
        return new Enforcement(enforced, notEnforced);
    }
}
