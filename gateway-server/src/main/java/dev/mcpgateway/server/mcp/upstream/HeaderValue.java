package dev.mcpgateway.server.mcp.upstream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts as values of HTTP headers (specification 2026-07-28, "Streamable HTTP: Value Encoding"). */
final class HeaderValue {
    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";

    private HeaderValue() {}

    /** {@code text} itself where it is fit to be a value, else in the form that says that it is Base64. */
    static String of(String text) {
        boolean isMistakable = text.startsWith(PREFIX) && text.endsWith(SUFFIX);
        return isPlain(text) && !isMistakable
                ? text
                : PREFIX + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + SUFFIX;
    }

    private static boolean isPlain(String text) {
        boolean hasPlainEnds = text.isEmpty() || (!isSpace(text.charAt(0)) && !isSpace(text.charAt(text.length() - 1)));
        return hasPlainEnds && text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t';
    }
}
