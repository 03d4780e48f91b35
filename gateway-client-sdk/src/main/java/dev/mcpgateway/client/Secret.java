package dev.mcpgateway.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A string that must not be seen by accident: an API key, a token, the value of an environment variable.
 *
 * <p>It prints as {@code ***}, so a record, a message or a log line that holds one shows nothing of it. What it holds comes out
 * through {@link #reveal()} alone.
 *
 * <pre>{@code
 * GeneratedKey key = client.generateApiKey("user@example.com", "my-project");
 * store.put("gateway-key", key.apiKey().reveal());
 * }</pre>
 */
public final class Secret {
    private static final Secret EMPTY = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A secret that holds {@code value}, which may be empty. */
    public static Secret of(String value) {
        return value.isEmpty() ? EMPTY : new Secret(value);
    }

    /** A secret that holds nothing: there is one, and it is not known. */
    public static Secret empty() {
        return EMPTY;
    }

    /** The string itself, for the one place that stores or sends it. */
    public String reveal() {
        return value;
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Whether both hold the same characters; takes as long whichever differs first. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(utf8(), that.utf8());
    }

    @Override
    public int hashCode() {
        return Objects.hash(Secret.class, value);
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }

    private byte[] utf8() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
