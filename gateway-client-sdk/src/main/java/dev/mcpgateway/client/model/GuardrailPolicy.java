package dev.mcpgateway.client.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A guardrail policy: which detectors run, and what their hits lead to.
 *
 * <pre>{@code
 * GuardrailPolicy.builder()
 *         .enabled(true)
 *         .block("secrets", "keyword_detector")
 *         .warn("injection_attack")
 *         .additionalConfig(Map.of("keywords", List.of("internal only")))
 *         .build()
 * }</pre>
 */
public final class GuardrailPolicy extends RequestBody {
    private GuardrailPolicy(Fields fields) {
        super(fields);
    }

    /** A builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields fields = new Fields();

        private Builder() {}

        /** Whether the policy is in force. Default: false. */
        public Builder enabled(boolean isEnabled) {
            fields.put("enabled", isEnabled);
            return this;
        }

        /** The name of a policy at the remote provider, which is asked for it where no detectors are blocked. */
        public Builder policyName(@Nullable String name) {
            fields.put("policy_name", name);
            return this;
        }

        /** Who runs the detectors. Default: the gateway's setting. */
        public Builder provider(@Nullable GuardrailProvider provider) {
            fields.put("provider", provider);
            return this;
        }

        /** Detectors whose hit refuses the call. */
        public Builder block(String... detectors) {
            fields.put("block", List.of(detectors));
            return this;
        }

        /** Detectors whose hit is only reported. */
        public Builder warn(String... detectors) {
            fields.put("warn", List.of(detectors));
            return this;
        }

        /** Settings of the detectors under their names on the wire, as {@code pii_redaction}, {@code keywords}, {@code whole_word}, {@code patterns} and {@code limits}. */
        public Builder additionalConfig(@Nullable Map<String, ? extends @Nullable Object> config) {
            fields.put("additional_config", config);
            return this;
        }

        /** What happens to a call when a detector cannot be run. Default: it is refused. */
        public Builder onError(@Nullable OnError reaction) {
            fields.put("on_error", reaction);
            return this;
        }

        /** What happens when a tool's definition is not the one that was approved. Default: it is reported. */
        public Builder onChange(@Nullable OnChange reaction) {
            fields.put("on_change", reaction);
            return this;
        }

        /** What was set. */
        public GuardrailPolicy build() {
            return new GuardrailPolicy(fields);
        }
    }
}
