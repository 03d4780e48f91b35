package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What keys look like: {@code mgw_} or {@code mcp_sk_} and 32 Base62 characters, of which the first 26 are random (154
 * bits) and the last 6 are the CRC-32 (zlib's) of the ASCII bytes before them, padded with {@code 0}. The checksum
 * turns a mistyped key away before any look-up, and lets secret scanners tell a key from noise.
 */
public final class KeyFormat {

    /** {@code values()} makes a new array each time. */
    private static final KeyPrefix[] PREFIXES = KeyPrefix.values();

    private static final int RANDOM_LENGTH = 26;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int BODY_LENGTH = RANDOM_LENGTH + CHECKSUM_LENGTH;

    private static final String KEY_ID_PREFIX = "key_";
    private static final String ALERT_ID_PREFIX = "alert_";
    private static final String WEBHOOK_PREFIX = "whsec_";
    private static final int KEY_ID_LENGTH = 16;

    private static final String ADMIN_PREFIX = "mgw_admin_";
    private static final int ADMIN_LENGTH = 43;

    private static final int LOOKUP_BYTES = 8;

    /** Leaves 47 bits of 64, which eight Base62 digits hold. */
    private static final int HALF_ID_SHIFT = 17;

    private static final int SHOWN = 4;
    private static final int SHORTEST_SHOWN = 12;

    private KeyFormat() {}

    /** A new user key. */
    public static Secret mint(KeyPrefix prefix, RandomGenerator random) {
        String payload = prefix.text() + Base62.random(RANDOM_LENGTH, random);
        return Secret.of(payload + checksum(payload));
    }

    /** A new id for a key's record: {@code key_} and 16 Base62 characters; public. */
    public static String keyId(RandomGenerator random) {
        return KEY_ID_PREFIX + Base62.random(KEY_ID_LENGTH, random);
    }

    /** An id of the same form that follows from the key: the same at every reading of a file that has the key in clear. */
    public static String derivedKeyId(String key) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        // What the look-up is made of is left out: the id is public in more places.
        long first = digest.getLong(LOOKUP_BYTES) >>> HALF_ID_SHIFT;
        long second = digest.getLong(2 * LOOKUP_BYTES) >>> HALF_ID_SHIFT;
        return KEY_ID_PREFIX + Base62.encode(first, KEY_ID_LENGTH / 2) + Base62.encode(second, KEY_ID_LENGTH / 2);
    }

    /** A new admin key: {@code mgw_admin_} and 43 Base62 characters, 256 bits. */
    public static Secret adminKey(RandomGenerator random) {
        return Secret.of(ADMIN_PREFIX + Base62.random(ADMIN_LENGTH, random));
    }

    /** A new {@code alert_} and 16 digits. */
    public static String alertId(RandomGenerator random) {
        return ALERT_ID_PREFIX + Base62.random(KEY_ID_LENGTH, random);
    }

    /** A new {@code whsec_} and 43 digits: 256 bits. */
    public static Secret webhookSecret(RandomGenerator random) {
        return Secret.of(WEBHOOK_PREFIX + Base62.random(ADMIN_LENGTH, random));
    }

    /** Whether {@code key} is {@code ^(mgw|mcp_sk)_[0-9A-Za-z]{32}$}, whatever its checksum. */
    public static boolean hasValidForm(String key) {
        return prefixOf(key) != null;
    }

    /** Whether {@code key} is of that form and its last six characters are the checksum of the others. */
    public static boolean hasValidChecksum(String key) {
        if (!hasValidForm(key)) {
            return false;
        }
        int end = key.length() - CHECKSUM_LENGTH;
        return Base62.decode(key, end) == crc32(key, end);
    }

    /**
     * What may be shown of a key: {@code mgw_a1b2...o5p6} for one of the form above, {@code aB3-...QrSt} for any other,
     * and stars alone for one under 12 characters, of which a part would say too much.
     */
    public static String mask(String key) {
        KeyPrefix prefix = prefixOf(key);
        if (prefix == null && key.length() < SHORTEST_SHOWN) {
            return "*".repeat(key.length());
        }
        int from = prefix == null ? 0 : prefix.text().length();
        return printable(key.substring(0, from + SHOWN)) + "..." + printable(key.substring(key.length() - SHOWN));
    }

    /**
     * What a key's record is found by: the first 16 hex digits of the SHA-256 of its UTF-8 bytes. It is public enough to
     * be on disk, as 64 bits of a hash say nothing useful about 154 random ones.
     */
    public static String lookup(String key) {
        byte[] digest = Sha256.digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, LOOKUP_BYTES);
    }

    private static @Nullable KeyPrefix prefixOf(String key) {
        for (KeyPrefix prefix : PREFIXES) {
            int start = prefix.text().length();
            if (key.length() == start + BODY_LENGTH && key.startsWith(prefix.text()) && isBase62(key, start)) {
                return prefix;
            }
        }
        return null;
    }

    private static boolean isBase62(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!Base62.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String checksum(String payload) {
        return Base62.encode(crc32(payload, payload.length()), CHECKSUM_LENGTH);
    }

    private static long crc32(String text, int end) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII), 0, end);
        return crc.getValue();
    }

    /** A key from a file may hold anything; a mask goes to terminals and logs. */
    private static String printable(String text) {
        return text.replaceAll("[^!-~]", "*");
    }
}
