package dev.mcpgateway.server.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java platform has to have. */
final class Sha256 {

    /** Never fed, only cloned: to look the algorithm up each time would cost as much as a short digest. */
    private static final MessageDigest UNFED = lookedUp();

    private Sha256() {}

    static byte[] digest(byte[] bytes) {
        return start().digest(bytes);
    }

    /** Ready to be fed. */
    static MessageDigest start() {
        try {
            return (MessageDigest) UNFED.clone();
        } catch (CloneNotSupportedException e) {
            return lookedUp();
        }
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
