package dev.mcpgateway.server.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to set something on a key, for tests: built field by field. */
public final class KeyUpdates {
    private Field<String> name = Field.absent();
    private Field<String> description = Field.absent();
    private Field<List<String>> scopes = Field.absent();
    private Field<Instant> expiresAt = Field.absent();
    private @Nullable Long expiresInSeconds;
    private Field<Instant> notBefore = Field.absent();
    private Field<List<String>> allowedIps = Field.absent();
    private Field<List<String>> deniedIps = Field.absent();
    private Field<String> plan = Field.absent();
    private Field<Attributes> rateLimit = Field.absent();
    private Field<Attributes> metadata = Field.absent();
    private Field<Boolean> requireSignature = Field.absent();
    private Field<Boolean> urlKey = Field.absent();

    public static KeyUpdates set() {
        return new KeyUpdates();
    }

    public KeyUpdates name(@Nullable String value) {
        name = Field.of(value);
        return this;
    }

    public KeyUpdates description(@Nullable String value) {
        description = Field.of(value);
        return this;
    }

    public KeyUpdates scopes(@Nullable List<String> value) {
        scopes = Field.of(value);
        return this;
    }

    public KeyUpdates expiresAt(@Nullable Instant value) {
        expiresAt = Field.of(value);
        return this;
    }

    public KeyUpdates expiresInSeconds(long value) {
        expiresInSeconds = value;
        return this;
    }

    public KeyUpdates notBefore(@Nullable Instant value) {
        notBefore = Field.of(value);
        return this;
    }

    public KeyUpdates allowedIps(@Nullable List<String> value) {
        allowedIps = Field.of(value);
        return this;
    }

    public KeyUpdates deniedIps(@Nullable List<String> value) {
        deniedIps = Field.of(value);
        return this;
    }

    public KeyUpdates plan(@Nullable String value) {
        plan = Field.of(value);
        return this;
    }

    public KeyUpdates rateLimit(int limit, int windowSeconds) {
        rateLimit = Field.of(new RateLimit(limit, windowSeconds).asAttributes());
        return this;
    }

    public KeyUpdates rateLimit(@Nullable Attributes value) {
        rateLimit = Field.of(value);
        return this;
    }

    public KeyUpdates metadata(@Nullable Attributes value) {
        metadata = Field.of(value);
        return this;
    }

    public KeyUpdates requireSignature(@Nullable Boolean value) {
        requireSignature = Field.of(value);
        return this;
    }

    public KeyUpdates urlKey(@Nullable Boolean value) {
        urlKey = Field.of(value);
        return this;
    }

    public KeyUpdate build() {
        return new KeyUpdate(
                name,
                description,
                scopes,
                expiresAt,
                expiresInSeconds,
                notBefore,
                allowedIps,
                deniedIps,
                plan,
                rateLimit,
                metadata,
                requireSignature,
                urlKey);
    }
}
