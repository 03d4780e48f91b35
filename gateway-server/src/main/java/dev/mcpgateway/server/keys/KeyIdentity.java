package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a pair of presented key and stored hash by its HMAC-SHA-256 under a secret that only this process has: what is
 * remembered of a key in memory is of no use outside, not even to test guesses of weak keys.
 */
final class KeyIdentity {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final SecretKeySpec secret;

    KeyIdentity(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The 32 bytes of the digest, one to a character. */
    String of(Secret presented, String storedHash) {
        byte[] key = presented.reveal().getBytes(StandardCharsets.UTF_8);
        Mac mac = mac();
        // The length marks where the key ends: no other pair runs together into the same bytes.
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, key.length));
        mac.update(key);
        mac.update(storedHash.getBytes(StandardCharsets.UTF_8));
        return new String(mac.doFinal(), StandardCharsets.ISO_8859_1);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
