package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * The telemetry settings. What is not set stays; at least one is to be set.
 */
public final class TelemetrySettings extends RequestBody {
    private TelemetrySettings(Fields fields) {
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
            return new TelemetrySettings(fields);
        }
    }
}
