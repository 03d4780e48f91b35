package dev.mcpgateway.client.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encodes what stands in a URI as one segment of a path, or as a value of a query (RFC 3986, section 2). */
final class PathEncoder {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PathEncoder() {}

    /**
     * Fills a template such as {@code /api/v1/users/{user_identifier}}.
     *
     * @throws IllegalArgumentException naming the parameter if an argument cannot be a segment. An empty one cannot: it would make the
     *     path that of another operation, as of the one that removes all servers in place of one
     */
    static String fill(String template, String... arguments) {
        StringBuilder path = new StringBuilder(template.length() + 32);
        int from = 0;
        for (String argument : arguments) {
            int open = template.indexOf('{', from);
            int close = template.indexOf('}', open);
            String parameter = template.substring(open + 1, close);
            if (argument.isEmpty()) {
                throw new IllegalArgumentException(parameter + " is empty");
            }
            path.append(template, from, open);
            if (argument.equals(".") || argument.equals("..")) {
                path.append(argument.replace(".", "%2E")); // left alone they would be taken for steps in the path
            } else {
                append(path, parameter, argument);
            }
            from = close + 1;
        }
        return path.append(template, from, template.length()).toString();
    }

    /** A text as it stands in a path or a query. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        append(encoded, "the text", text);
        return encoded.toString();
    }

    static void append(StringBuilder target, String parameter, String text) {
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException surrogate) {
            throw new IllegalArgumentException(parameter + " has half of a surrogate pair", surrogate);
        }
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xff;
            if (isUnreserved(b)) {
                target.append((char) b);
            } else {
                target.append('%').append(HEX[b >> 4]).append(HEX[b & 15]);
            }
        }
    }

    private static boolean isUnreserved(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "-._~".indexOf(b) >= 0;
    }
}
