package dev.mcpgateway.server.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers of an answer: checked when they are set, so that no value can end its line. */
final class HeaderFields {
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "date", "x-request-id");

    private HeaderFields() {}

    /** A checked, unmodifiable copy. */
    static Map<String, String> copyOf(Map<String, String> headers) {
        headers.forEach(HeaderFields::check);
        return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        check(name, value);
        Map<String, String> copy = new LinkedHashMap<>();
        headers.forEach((other, kept) -> {
            if (!other.equalsIgnoreCase(name)) {
                copy.put(other, kept);
            }
        });
        copy.put(name, value);
        return Collections.unmodifiableMap(copy);
    }

    private static void check(String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("not a header name: " + name);
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " is set by the listener");
        }
        if (!isFieldValue(value)) {
            throw new IllegalArgumentException("the value of " + name + " holds a control or non-Latin-1 character");
        }
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isFieldValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < 0x20 || c == 0x7f || c > 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** {@code tchar} of RFC 9110, section 5.6.2. */
    static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
