package dev.mcpgateway.client.model;

/**
 * New guardrail policies for arguments, results or both. A policy given inline wins over one in a file; what is not set stays.
 */
public final class GuardrailUpdate extends RequestBody {
    private GuardrailUpdate(Fields fields) {
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
            return new GuardrailUpdate(fields);
        }
    }
}
