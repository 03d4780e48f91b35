package dev.mcpgateway.server.api;

import dev.mcpgateway.server.keys.KeyFormat;
import java.util.regex.Pattern;

/**
 * Masks what has the form of a key in the text of an error. Errors repeat names that callers sent, a caller may have sent a key in
 * the place of a name, and errors end up in logs, tickets and on screens.
 */
final class KeyRedaction {
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9_-]{32,}");

    private KeyRedaction() {}

    static String redacted(String text) {
        return LONG_RUN.matcher(text)
                .replaceAll(run -> isKeyLike(run.group()) ? KeyFormat.mask(run.group()) : run.group());
    }

    /** Random characters of such a length are of all three kinds; ids are without capitals, and words mostly without digits. */
    private static boolean isKeyLike(String run) {
        return run.chars().anyMatch(c -> c >= '0' && c <= '9')
                && run.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && run.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }
}
