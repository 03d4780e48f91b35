package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Names a presented key by its HMAC-SHA-256 under a secret that only this process has: what is remembered of a key in
 * memory is of no use outside, not even to test guesses of weak keys.
 */
final class KeyIdentity {

    private static final int SECRET_BYTES = 32;

    /** Never fed, only cloned: to look the algorithm up each time would cost as much as the digest. */
    private final Mac keyed;

    KeyIdentity(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        keyed = HmacSha256.keyedWith(secret);
    }

    /** The 32 bytes of a digest. They are as good as random, and nobody outside can steer them. */
    static class Digest {
        private final long first;
        private final long second;
        private final long third;
        private final long fourth;

        Digest(long first, long second, long third, long fourth) {
            this.first = first;
            this.second = second;
            this.third = third;
            this.fourth = fourth;
        }

        Digest(Digest other) {
            this(other.first, other.second, other.third, other.fourth);
        }

        static Digest of(byte[] bytes) {
            ByteBuffer digest = ByteBuffer.wrap(bytes);
            return new Digest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
        }

        @Override
        public final boolean equals(@Nullable Object other) {
            return other instanceof Digest that
                    && first == that.first
                    && second == that.second
                    && third == that.third
                    && fourth == that.fourth;
        }

        @Override
        public final int hashCode() {
            return (int) first;
        }
    }

    Digest of(Secret presented) {
        return Digest.of(fresh().doFinal(presented.reveal().getBytes(StandardCharsets.UTF_8)));
    }

    private Mac fresh() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's HMAC-SHA-256 cannot be cloned", e);
        }
    }
}
