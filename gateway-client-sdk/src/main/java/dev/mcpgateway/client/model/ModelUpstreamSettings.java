package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAI-compatible endpoint that a project's {@code /v1} calls are relayed to. {@code baseUrl} is required.
 */
public final class ModelUpstreamSettings implements RequestBody {
    private final Fields fields;

    private ModelUpstreamSettings(Fields fields) {
        this.fields = fields;
    }

    /** A builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        return fields.values();
    }

    /** Whether both send the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelUpstreamSettings that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The fields, with {@code ***} for a secret. */
    @Override
    public String toString() {
        return "ModelUpstreamSettings" + fields;
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields.Builder fields = new Fields.Builder();

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
            return new ModelUpstreamSettings(fields.build());
        }
    }
}
