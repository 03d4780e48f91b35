package dev.mcpgateway.server.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A string that must not be seen by accident: a key, a password, a signing secret.
 *
 * <p>It prints as {@code ***}, so a record, a message or a log line that holds one shows nothing of it; what it holds
 * comes out through {@link #reveal()} alone, which makes every such place easy to find. Two secrets are equal when
 * their UTF-8 bytes are, and the comparison takes no longer for a guess that begins well.
 */
public final class Secret {

    /** Keeps hash codes that slip out from being compared with those of guesses. */
    private static final int HASH_SEED = new SecureRandom().nextInt();

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A secret that holds {@code value}, which may be empty. */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value is null"));
    }

    /** The string itself, for the one place that sends or checks it. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing in it but white space. */
    public boolean isBlank() {
        return value.isBlank();
    }

    /** The length in UTF-16 characters, for a warning about a short one. */
    public int length() {
        return value.length();
    }

    /** Whether both hold the same UTF-8 bytes; takes the same time wherever the first difference is. */
    public boolean matches(Secret other) {
        return MessageDigest.isEqual(utf8(), other.utf8());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && matches(that);
    }

    /** Differs from one run of the process to the next. */
    @Override
    public int hashCode() {
        return 31 * HASH_SEED + Arrays.hashCode(utf8());
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] utf8() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
