package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text that came from outside fit for a message: one line, bounded, without what must not be seen. A gateway's own errors quote no key,
 * but what answers may be something else.
 */
final class Redactor {
    private static final Pattern KEY = Pattern.compile("\\b(?:mgw|mcp_sk)_[0-9A-Za-z_]{20,}");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");
    private static final int MAX_LENGTH = 500;

    private Redactor() {}

    static String oneLine(String text, List<Secret> secrets) {
        String shown = BREAKS.matcher(hidden(text, secrets)).replaceAll(" ").strip();
        if (shown.length() <= MAX_LENGTH) {
            return shown;
        }
        boolean isHalf = Character.isHighSurrogate(shown.charAt(MAX_LENGTH - 1));
        return shown.substring(0, isHalf ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
    }

    /** Whether nothing in the text must be hidden. */
    static boolean isHarmless(String text, List<Secret> secrets) {
        return hidden(text, secrets).equals(text);
    }

    /** The longest are hidden first: one may begin with another. */
    private static String hidden(String text, List<Secret> secrets) {
        String shown = text;
        List<String> longestFirst = secrets.stream()
                .map(Secret::reveal)
                .filter(secret -> !secret.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String secret : longestFirst) {
            shown = shown.replace(secret, "***");
            String inPath = PathEncoder.encode(secret);
            if (!inPath.equals(secret)) {
                shown = Pattern.compile(Pattern.quote(inPath), Pattern.CASE_INSENSITIVE)
                        .matcher(shown)
                        .replaceAll("***");
            }
        }
        return KEY.matcher(shown).replaceAll("***");
    }
}
