package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a new API key.
 */
public final class KeySettings extends RequestBody {
    private KeySettings(Fields fields) {
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

        /** Makes a repeated call harmless: where the user has a key to the project that was made with the same token, no second one is made, and the call fails with a {@link dev.mcpgateway.client.error.ConflictException}. Default: a random one for each call, so that what the client retries by itself makes one key. */
        public Builder clientToken(String token) {
            fields.put("client_token", token);
            return this;
        }

        /** What was set. */
        public KeySettings build() {
            return new KeySettings(fields);
        }
    }
}
