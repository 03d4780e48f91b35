package dev.mcpgateway.server.mcp.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes request states that a client cannot change unnoticed (specification 2026-07-28, "Multi Round-Trip Requests"). */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key = new byte[32];

    Seal(SecureRandom random) {
        random.nextBytes(key);
    }

    String close(String state) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
        return encoder.encodeToString(bytes) + "." + encoder.encodeToString(signature(bytes));
    }

    /** The state that {@code sealed} was made of. */
    String open(String sealed) throws RpcError {
        int dot = sealed.indexOf('.');
        try {
            byte[] state = Base64.getUrlDecoder().decode(sealed.substring(0, Math.max(dot, 0)));
            byte[] signature = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (MessageDigest.isEqual(signature, signature(state))) {
                return new String(state, StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException malformed) {
            // As good as one that is signed wrongly.
        }
        throw new RpcError(RpcError.INVALID_PARAMS, "requestState fails its integrity check");
    }

    private byte[] signature(byte[] state) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(state);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
