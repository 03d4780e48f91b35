package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a configuration. In a change, what is not set stays, and null puts a setting back to its default.
 */
public final class ConfigSettings extends RequestBody {
    private ConfigSettings(Fields fields) {
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

        /** Whether the names of tools carry their server's name. */
        public Builder prefix(@Nullable ToolPrefix prefix) {
            fields.put("prefix", prefix);
            return this;
        }

        /** Whether clients see all tools, or meta-tools that search them. */
        public Builder mode(@Nullable ConfigMode mode) {
            fields.put("mode", mode);
            return this;
        }

        /** The OpenAI-compatible endpoint that the project's {@code /v1} calls are relayed to. */
        public Builder modelUpstream(@Nullable ModelUpstreamSettings upstream) {
            fields.put("model_upstream", upstream);
            return this;
        }

        /** What was set. */
        public ConfigSettings build() {
            return new ConfigSettings(fields);
        }
    }
}
