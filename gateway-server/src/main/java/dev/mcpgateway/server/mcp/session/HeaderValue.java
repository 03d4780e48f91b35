package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The value of a header that repeats something of the body (specification 2026-07-28, "Streamable HTTP: Value Encoding"): itself, or
 * {@code =?base64?…?=}.
 */
final class HeaderValue {
    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";
    private static final int LONGEST_NUMBER = 40;

    private HeaderValue() {}

    /** What {@code header} stands for; null where it is malformed. */
    static @Nullable String decoded(String header) {
        if (!header.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
            return null;
        }
        String value = header.strip();
        if (!value.startsWith(PREFIX)
                || !value.endsWith(SUFFIX)
                || value.length() < PREFIX.length() + SUFFIX.length()) {
            return value;
        }
        String encoded = value.substring(PREFIX.length(), value.length() - SUFFIX.length());
        // Java's decoder takes values without their padding.
        if (encoded.length() % 4 != 0) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            return null;
        }
    }

    /** Whether {@code decoded} is {@code inBody}; numbers are compared by what they are worth. */
    static boolean isSame(String decoded, JsonNode inBody) {
        if (!inBody.isNumber()) {
            return inBody.isValueNode() && decoded.equals(inBody.asText());
        }
        try {
            return decoded.length() <= LONGEST_NUMBER && new BigDecimal(decoded).compareTo(inBody.decimalValue()) == 0;
        } catch (NumberFormatException malformed) {
            return false;
        }
    }
}
