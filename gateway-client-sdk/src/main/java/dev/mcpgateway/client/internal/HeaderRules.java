package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import java.util.Locale;
import java.util.Set;

/** What a header field may be (RFC 9110, sections 5.1 and 5.5). No message holds a value: it may be a key. */
public final class HeaderRules {
    private static final String NAME_SIGNS = "!#$%&'*+-.^_`|~";
    private static final Set<String> SET_BY_CLIENT = Set.of(
            "accept",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "if-match",
            "transfer-encoding",
            "upgrade",
            "x-request-id");

    private HeaderRules() {}

    /**
     * Checks that a value can be sent: not empty, and of visible ASCII characters and spaces, with none at its ends.
     *
     * @throws GatewayConfigurationException naming the field if it cannot
     */
    public static void requireValue(String name, String value) {
        boolean fits = !value.isEmpty() && value.charAt(0) != ' ' && value.charAt(value.length() - 1) != ' ';
        for (int i = 0; fits && i < value.length(); i++) {
            char c = value.charAt(i);
            fits = c >= ' ' && c <= '~';
        }
        if (!fits) {
            throw new GatewayConfigurationException(
                    name
                            + " cannot be sent: it is empty, or has a line break, a space at an end or a character outside ASCII");
        }
    }

    /**
     * Checks that a field is the application's to set, and can be sent.
     *
     * @throws GatewayConfigurationException naming the field if it is not
     */
    public static void requireOwn(String name, String value) {
        if (!isToken(name)) {
            throw new GatewayConfigurationException("a header field's name has characters that cannot be sent");
        }
        if (SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            throw new GatewayConfigurationException(
                    "the header field " + name + " is set by the client itself: use its own options");
        }
        requireValue(name, value);
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!isLetterOrDigit && NAME_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
