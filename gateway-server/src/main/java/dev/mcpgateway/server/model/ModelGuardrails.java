package dev.mcpgateway.server.model;

import dev.mcpgateway.server.domain.Enforcement;
import dev.mcpgateway.server.domain.GuardrailEngine;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.Settings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks for and nobody does is not passed over in silence (contract: guardrails.md): it is an error of the provider, of which
 * the policy's {@code on_error} says what becomes of the call.
 */
final class ModelGuardrails {
    private static final Logger LOG = System.getLogger(ModelGuardrails.class.getName());

    private final GuardrailEngine engine;

    ModelGuardrails(GuardrailEngine engine) {
        this.engine = engine;
    }

    /** @throws RefusedException when a check of {@code upstream} cannot be made, and its policy does not allow calls then */
    void check(ModelUpstream upstream, Settings settings) {
        check("input_guardrails_policy", upstream.inputPolicy(), settings);
        check("output_guardrails_policy", upstream.outputPolicy(), settings);
    }

    private void check(String name, @Nullable Policy policy, Settings settings) {
        if (policy == null) {
            return;
        }
        List<String> missing = missing(Enforcement.of(policy, settings, engine));
        if (missing.isEmpty()) {
            return;
        }
        String what = "model_upstream." + name + " asks for what is not checked: " + String.join(", ", missing);
        if (policy.onError() != Policy.OnError.ALLOW) {
            LOG.log(Level.WARNING, "A call of /v1 was refused: " + what);
            throw RefusedException.guardrail(
                    what
                            + ". An administrator can take it out of the policy, disable the policy, or set its on_error to allow");
        }
        LOG.log(Level.WARNING, "A call of /v1 is relayed unchecked, as on_error says: " + what);
    }

    /** Also of an engine that has the detector nothing is run on calls of models, and that must not look as if it were. */
    private static List<String> missing(Enforcement enforcement) {
        List<String> missing = new ArrayList<>(enforcement.enforced().stream()
                .map(detector -> detector + " (does not run on /v1)")
                .toList());
        missing.addAll(enforcement.notEnforced().stream()
                .map(detector -> detector.detector() + " (" + detector.reason() + ")")
                .toList());
        return missing;
    }
}
