package dev.mcpgateway.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a new API key.
 */
public final class KeySettings implements RequestBody {
    private final Fields fields;

    private KeySettings(Fields fields) {
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
        return other instanceof KeySettings that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The fields, with {@code ***} for a secret. */
    @Override
    public String toString() {
        return "KeySettings" + fields;
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields.Builder fields = new Fields.Builder();

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
            return new KeySettings(fields.build());
        }
    }
}
