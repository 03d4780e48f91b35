package dev.mcpgateway.server.mcp.relay;

import dev.mcpgateway.server.domain.ConfigSettings.Prefix;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The names that clients see of tools and prompts: {@code <server>__<name>}, or the name alone where the configuration says so, and
 * {@code ^[A-Za-z0-9_-]{1,64}$} in any case, because that is what the models behind real clients take.
 *
 * <p>A name depends on its server and itself alone, so it stays the same when others come or go. One that does not fit, or that
 * another server's could be read as, has its other characters replaced, is cut, and ends with six characters of its hash.
 */
final class ExposedName {
    private static final String SEPARATOR = "__";
    private static final int LONGEST = 64;
    private static final int TAIL = 6;
    private static final int LONGEST_HEAD = LONGEST - TAIL - 1;
    private static final int BASE = 36;

    private ExposedName() {}

    static String of(Prefix prefix, String server, String name) {
        String joined = joined(prefix, server, name);
        return isPlain(prefix, server, joined) ? joined : head(joined) + "_" + tail(server, name);
    }

    /** The name that {@code exposed} stands for if {@code server} has it and it needed no change; else null. */
    static @Nullable String plain(Prefix prefix, String server, String exposed) {
        String start = joined(prefix, server, "");
        return exposed.length() > start.length() && exposed.startsWith(start) && isPlain(prefix, server, exposed)
                ? exposed.substring(start.length())
                : null;
    }

    /** Whether a tool or prompt of {@code server} may be exposed under this name. */
    static boolean mayBeOf(Prefix prefix, String server, String exposed) {
        return exposed.startsWith(head(joined(prefix, server, "")));
    }

    /** Whether {@code exposed} ends like a name that was changed. */
    static boolean looksChanged(String exposed) {
        int tail = exposed.length() - TAIL;
        if (tail < 1 || exposed.charAt(tail - 1) != '_') {
            return false;
        }
        for (int i = tail; i < exposed.length(); i++) {
            char c = exposed.charAt(i);
            if (Character.digit(c, BASE) < 0 || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    private static String joined(Prefix prefix, String server, String name) {
        return prefix == Prefix.NEVER ? name : server + SEPARATOR + name;
    }

    /** What is plain can be read in one way only: its first separator is the one behind the server's name. */
    private static boolean isPlain(Prefix prefix, String server, String joined) {
        return !joined.isEmpty()
                && joined.length() <= LONGEST
                && (prefix == Prefix.NEVER || joined.indexOf(SEPARATOR) == server.length())
                && areAllowed(joined);
    }

    /** A loop, because it is asked of each server with each call, and a stream would cost more than the answer. */
    private static boolean areAllowed(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static String head(String joined) {
        StringBuilder head = new StringBuilder(LONGEST);
        for (int i = 0; i < joined.length() && head.length() < LONGEST_HEAD; i++) {
            char c = joined.charAt(i);
            head.append(isAllowed(c) ? c : '_');
        }
        return head.toString();
    }

    private static String tail(String server, String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((server + '\0' + name).getBytes(StandardCharsets.UTF_8));
            StringBuilder tail = new StringBuilder(TAIL);
            for (int i = 0; i < TAIL; i++) {
                tail.append(Character.forDigit((hash[i] & 0xff) % BASE, BASE));
            }
            return tail.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
