package dev.mcpgateway.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * New guardrail policies for arguments, results or both. A policy given inline wins over one in a file; what is not set stays.
 */
public final class GuardrailUpdate implements RequestBody {
    private final Fields fields;

    private GuardrailUpdate(Fields fields) {
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
        return other instanceof GuardrailUpdate that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The fields, with {@code ***} for a secret. */
    @Override
    public String toString() {
        return "GuardrailUpdate" + fields;
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields.Builder fields = new Fields.Builder();

        private Builder() {}

        /** The policy for arguments. */
        public Builder inputPolicy(GuardrailPolicy policy) {
            fields.put("input_policy", policy);
            return this;
        }

        /** The policy for arguments, in a file on the gateway's machine. */
        public Builder inputPolicyFile(String file) {
            fields.put("input_policy_file", file);
            return this;
        }

        /** The policy for results. */
        public Builder outputPolicy(GuardrailPolicy policy) {
            fields.put("output_policy", policy);
            return this;
        }

        /** The policy for results, in a file on the gateway's machine. */
        public Builder outputPolicyFile(String file) {
            fields.put("output_policy_file", file);
            return this;
        }

        /** What was set. */
        public GuardrailUpdate build() {
            return new GuardrailUpdate(fields.build());
        }
    }
}
