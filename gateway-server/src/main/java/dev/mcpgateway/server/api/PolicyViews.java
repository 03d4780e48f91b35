package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Enforcement;
import dev.mcpgateway.server.domain.GuardrailEngine;
import dev.mcpgateway.server.domain.McpServer.Guardrails;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guardrail policies as answers show them, each with what of it is enforced. */
final class PolicyViews {
    private final GuardrailEngine engine;

    PolicyViews(GuardrailEngine engine) {
        this.engine = engine;
    }

    @SchemaName("GuardrailPolicyReport")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyView(
            boolean enabled,
            @Doc(isShown = false) @Nullable String policyName,
            Policy.@Nullable Provider provider,
            @Nullable List<String> block,
            @Nullable List<String> warn,
            @Nullable Attributes additionalConfig,
            Policy.@Nullable OnError onError,
            Policy.@Nullable OnChange onChange,
            Enforcement enforcement,
            @JsonIgnore Attributes extra) {
        /** Fields that a file brought and this version does not know. */
        @JsonAnyGetter
        Map<String, @Nullable Object> unknownFields() {
            return extra.asMap();
        }
    }

    @SchemaName("GuardrailPolicies")
    record GuardrailsView(
            @Nullable PolicyView inputGuardrailsPolicy,
            @Nullable PolicyView outputGuardrailsPolicy) {}

    @Nullable
    PolicyView view(Settings settings, @Nullable Policy policy) {
        return policy == null
                ? null
                : new PolicyView(
                        policy.enabled(),
                        policy.policyName(),
                        policy.provider(),
                        policy.block(),
                        policy.warn(),
                        policy.additionalConfig(),
                        policy.onError(),
                        policy.onChange(),
                        Enforcement.of(policy, settings, engine),
                        policy.extra());
    }

    /** That there is a policy and whether it is in force: what the holder of a user key is told. */
    @Nullable
    PolicyView flag(@Nullable Policy policy) {
        return policy == null
                ? null
                : new PolicyView(
                        policy.enabled(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Enforcement(List.of(), List.of()),
                        Attributes.EMPTY);
    }

    GuardrailsView view(Settings settings, Guardrails guardrails) {
        return new GuardrailsView(view(settings, guardrails.input()), view(settings, guardrails.output()));
    }
}
