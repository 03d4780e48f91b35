package dev.mcpgateway.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding (RFC 3986, section 2.1) to strict UTF-8: what is not well-formed is refused, never replaced. */
final class PercentDecoder {
    private PercentDecoder() {}

    /**
     * Decodes once.
     *
     * @param plusIsSpace whether {@code +} is a space, as in the values of HTML forms
     * @param where the part of the request, named in the error
     * @throws HttpException 400 for a broken escape, a character outside ASCII or bytes that are not UTF-8
     */
    static String decode(String raw, boolean plusIsSpace, String where) {
        if (isPlain(raw, plusIsSpace)) {
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) octet(raw, i, where);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes[length++] = ' ';
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                throw malformed(where);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(where);
        }
    }

    private static boolean isPlain(String raw, boolean plusIsSpace) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c >= 0x80 || (c == '+' && plusIsSpace)) {
                return false;
            }
        }
        return true;
    }

    private static int octet(String raw, int percent, String where) {
        if (percent + 2 >= raw.length()) {
            throw malformed(where);
        }
        int high = hex(raw.charAt(percent + 1));
        int low = hex(raw.charAt(percent + 2));
        if (high < 0 || low < 0) {
            throw malformed(where);
        }
        return (high << 4) | low;
    }

    /** ASCII only: {@link Character#digit} would take the digits of other scripts too. */
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static HttpException malformed(String where) {
        return HttpException.badRequest(where, "The " + where + " is not percent-encoded UTF-8.");
    }
}
