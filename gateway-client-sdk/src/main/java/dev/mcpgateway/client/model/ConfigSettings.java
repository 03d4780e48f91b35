package dev.mcpgateway.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a configuration. In a change, what is not set stays, and null puts a setting back to its default.
 */
public final class ConfigSettings implements RequestBody {
    private final Fields fields;

    private ConfigSettings(Fields fields) {
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
        return other instanceof ConfigSettings that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The fields, with {@code ***} for a secret. */
    @Override
    public String toString() {
        return "ConfigSettings" + fields;
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields.Builder fields = new Fields.Builder();

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
            return new ConfigSettings(fields.build());
        }
    }
}
