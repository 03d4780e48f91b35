package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAI-compatible endpoint that a project's {@code /v1} calls are relayed to. {@code baseUrl} is required.
 */
public final class ModelUpstreamSettings extends RequestBody {
    private ModelUpstreamSettings(Fields fields) {
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

        /** Where it is, an http or https URL. */
        public Builder baseUrl(String url) {
            fields.put("base_url", url);
            return this;
        }

        /** The endpoint's own key, put in place of the caller's. One that is {@code ********} keeps the stored one. */
        public Builder apiKey(@Nullable Secret key) {
            fields.put("api_key", key);
            return this;
        }

        /** The policy that requests pass. */
        public Builder inputGuardrails(@Nullable GuardrailPolicy policy) {
            fields.put("input_guardrails_policy", policy);
            return this;
        }

        /** The policy that answers pass. */
        public Builder outputGuardrails(@Nullable GuardrailPolicy policy) {
            fields.put("output_guardrails_policy", policy);
            return this;
        }

        /** What was set. */
        public ModelUpstreamSettings build() {
            return new ModelUpstreamSettings(fields);
        }
    }
}
