package dev.mcpgateway.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry settings. What is not set stays; at least one is to be set.
 */
public final class TelemetrySettings implements RequestBody {
    private final Fields fields;

    private TelemetrySettings(Fields fields) {
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
        return other instanceof TelemetrySettings that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The fields, with {@code ***} for a secret. */
    @Override
    public String toString() {
        return "TelemetrySettings" + fields;
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields.Builder fields = new Fields.Builder();

        private Builder() {}

        /** Whether telemetry is to be exported. */
        public Builder enabled(boolean isEnabled) {
            fields.put("enabled", isEnabled);
            return this;
        }

        /** Where to. */
        public Builder url(@Nullable String url) {
            fields.put("url", url);
            return this;
        }

        /** Whether the export may go without TLS. */
        public Builder insecure(boolean isInsecure) {
            fields.put("insecure", isInsecure);
            return this;
        }

        /** What was set. */
        public TelemetrySettings build() {
            return new TelemetrySettings(fields.build());
        }
    }
}
