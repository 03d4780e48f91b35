package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The value {@code Bearer <key>} of an {@code Authorization} header (RFC 6750), the scheme in any case. */
public final class BearerHeader {

    private static final String SCHEME = "Bearer";

    private BearerHeader() {}

    /** The key in {@code value}, or null when it is of another form or the key is empty. */
    public static @Nullable Secret key(String value) {
        int end = SCHEME.length();
        if (!value.regionMatches(true, 0, SCHEME, 0, end) || value.length() == end || value.charAt(end) != ' ') {
            return null;
        }
        Secret key = Secret.of(decoded(value.substring(end).strip()));
        return key.isBlank() ? null : key;
    }

    /**
     * The server reads header bytes as ISO 8859-1, but most clients write UTF-8. An admin key may be any string, so
     * bytes that are UTF-8 are taken as such.
     */
    private static String decoded(String header) {
        if (isAscii(header) || !StandardCharsets.ISO_8859_1.newEncoder().canEncode(header)) {
            return header;
        }
        try {
            byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }

    /** Nearly every key is, and is done with here. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
