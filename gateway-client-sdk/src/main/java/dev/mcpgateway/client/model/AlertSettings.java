package dev.mcpgateway.client.model;

import java.time.Duration;

/**
 * When an alert fires, and whom it tells. What is not set is as usual for its type.
 */
public final class AlertSettings extends RequestBody {
    private AlertSettings(Fields fields) {
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

        /** From where on it fires: for {@link AlertType#ERROR_RATE} above 0, up to 1; for {@link AlertType#REQUEST_RATE} requests a minute; for {@link AlertType#AUTH_FAILURES} how many in the window; for {@link AlertType#EXPIRING} (default 7) and {@link AlertType#UNUSED} (default 90) days; for {@link AlertType#NEW_IP} none. */
        public Builder threshold(double threshold) {
            fields.put("threshold", threshold);
            return this;
        }

        /** Over how long requests are counted, in whole seconds: a minute to a day, default 5 minutes; for rates and refused authentications alone. */
        public Builder window(Duration window) {
            fields.put("window_seconds", window.toSeconds());
            return this;
        }

        /** How many requests the window must have for their part that fails to count; for {@link AlertType#ERROR_RATE} alone. Default: 10. */
        public Builder minRequests(long requests) {
            fields.put("min_requests", requests);
            return this;
        }

        /** How long it goes on to fire after what it watches for has ended, in whole seconds, up to 7 days. Default: 5 minutes. */
        public Builder cooldown(Duration cooldown) {
            fields.put("cooldown_seconds", cooldown.toSeconds());
            return this;
        }

        /** Where each change of its state is posted to. Default: nowhere. */
        public Builder webhookUrl(String url) {
            fields.put("webhook_url", url);
            return this;
        }

        /** What was set. */
        public AlertSettings build() {
            return new AlertSettings(fields);
        }
    }
}
