package dev.mcpgateway.client.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to change on an API key. What is not set stays, null clears.
 */
public final class KeyUpdate extends RequestBody {
    private KeyUpdate(Fields fields) {
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

        /** What people call it. */
        public Builder name(@Nullable String name) {
            fields.put("name", name);
            return this;
        }

        /** What it is for. */
        public Builder description(@Nullable String description) {
            fields.put("description", description);
            return this;
        }

        /** What it may do, as in {@code tools:call:<server>}; null for everything its project has. */
        public Builder scopes(@Nullable List<String> scopes) {
            fields.put("scopes", scopes);
            return this;
        }

        /** The first moment at which it is refused; null for never. */
        public Builder expiresAt(@Nullable Instant instant) {
            fields.put("expires_at", instant);
            return this;
        }

        /** The same as {@link #expiresAt}, from now on, in whole seconds. */
        public Builder expiresIn(Duration time) {
            fields.put("expires_in_seconds", time.toSeconds());
            return this;
        }

        /** The first moment at which it is accepted; null for at once. */
        public Builder notBefore(@Nullable Instant instant) {
            fields.put("not_before", instant);
            return this;
        }

        /** The addresses and networks that it may be used from, as in {@code 10.0.0.0/8}; null for any. */
        public Builder allowedIps(@Nullable List<String> ranges) {
            fields.put("allowed_ips", ranges);
            return this;
        }

        /** Those that it may not be used from; null for none. */
        public Builder deniedIps(@Nullable List<String> ranges) {
            fields.put("denied_ips", ranges);
            return this;
        }

        /** The plan that limits its requests; null for none. */
        public Builder plan(@Nullable String plan) {
            fields.put("plan", plan);
            return this;
        }

        /** A limit of its own, which counts in place of the plan's; null for none. */
        public Builder rateLimit(@Nullable KeyRateLimit limit) {
            fields.put("rate_limit", limit == null ? null : limit.fields());
            return this;
        }

        /** What is attached to it: strings, numbers and booleans; null for nothing. */
        public Builder metadata(@Nullable Map<String, ? extends @Nullable Object> metadata) {
            fields.put("metadata", metadata);
            return this;
        }

        /** Whether requests must be signed with it. */
        public Builder requireSignature(boolean isRequired) {
            fields.put("require_signature", isRequired);
            return this;
        }

        /** Whether it may be part of the URL. */
        public Builder urlKey(boolean isAllowed) {
            fields.put("url_key", isAllowed);
            return this;
        }

        /** What was set. */
        public KeyUpdate build() {
            return new KeyUpdate(fields);
        }
    }
}
