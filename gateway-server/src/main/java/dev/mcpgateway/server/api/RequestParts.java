package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.EntityForm;
import dev.mcpgateway.server.document.PolicyForm;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.SecretMask;
import dev.mcpgateway.server.domain.ServerRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects inside request bodies that have rules of their own. */
final class RequestParts {
    private RequestParts() {}

    /** A {@code model_upstream}, its masked key filled in from the one that is stored. */
    static ModelUpstream modelUpstream(ObjectNode given, @Nullable ModelUpstream stored) {
        List<FieldProblem> problems = new ArrayList<>();
        ModelUpstream upstream = EntityForm.readModelUpstream(given, "model_upstream", problems);
        if (problems.isEmpty()) {
            problems.addAll(ServerRules.problems(upstream));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        policy(given, "input_guardrails_policy", stored == null ? null : stored.inputPolicy());
        policy(given, "output_guardrails_policy", stored == null ? null : stored.outputPolicy());
        return SecretMask.unmasked(upstream, stored);
    }

    private static void policy(ObjectNode upstream, String name, @Nullable Policy stored) {
        if (upstream.get(name) instanceof ObjectNode policy) {
            PolicyForm.readStrictly(policy, "model_upstream." + name, stored);
        }
    }
}
