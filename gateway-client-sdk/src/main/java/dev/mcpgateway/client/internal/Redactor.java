package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.Secret;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text that came from outside fit for a message: one line, bounded, without what must not be seen. A gateway's own errors quote no key,
 * but what answers may be something else.
 */
final class Redactor {
    private static final Pattern KEY = Pattern.compile("\\b(?:mgw|mcp_sk)_[0-9A-Za-z_]{20,}");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+");
    private static final int MAX_LENGTH = 500;

    private Redactor() {}

    static String oneLine(String text, List<Secret> secrets) {
        String shown = text;
        for (Secret secret : secrets) {
            if (!secret.isEmpty()) {
                shown = shown.replace(secret.reveal(), "***");
            }
        }
        shown = KEY.matcher(shown).replaceAll("***");
        shown = BREAKS.matcher(shown).replaceAll(" ").strip();
        return shown.length() <= MAX_LENGTH ? shown : shown.substring(0, MAX_LENGTH) + "…";
    }
}
