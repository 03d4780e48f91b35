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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks for and nobody does is not passed over in silence (contract: guardrails.md): it is an error of the provider, of which
 * the policy's {@code on_error} says what becomes of the call.
 */
final class ModelGuardrails {
    private static final Logger LOG = System.getLogger(ModelGuardrails.class.getName());

    /** What would be a line of its own in the log. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final GuardrailEngine engine;

    ModelGuardrails(GuardrailEngine engine) {
        this.engine = engine;
    }

    /**
     * Lets a call to {@code upstream} pass, or does not; where a check is not made, one line in the log says so.
     *
     * @param call what the log calls it: {@code request=… key=… config=…}
     * @throws RefusedException when a check cannot be made, and its policy does not allow calls then
     */
    void check(ModelUpstream upstream, Settings settings, String call) {
        check("input_guardrails_policy", upstream.inputPolicy(), settings, call);
        check("output_guardrails_policy", upstream.outputPolicy(), settings, call);
    }

    private void check(String name, @Nullable Policy policy, Settings settings, String call) {
        if (policy == null) {
            return;
        }
        List<String> missing = missing(Enforcement.of(policy, settings, engine));
        if (missing.isEmpty()) {
            return;
        }
        boolean isAllowed = policy.onError() == Policy.OnError.ALLOW;
        String detectors = String.join(", ", missing);
        LOG.log(
                isAllowed ? Level.INFO : Level.WARNING,
                "guardrails of /v1: %s policy=%s detectors=[%s] action=%s"
                        .formatted(
                                call,
                                name,
                                CONTROL.matcher(detectors).replaceAll("?"),
                                isAllowed ? "relay_unchecked" : "refuse"));
        if (!isAllowed) {
            throw RefusedException.guardrail(
                    "model_upstream." + name + " asks for what is not checked: " + detectors
                            + ". An administrator can take it out of the policy, disable the policy, or set its on_error to allow");
        }
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
