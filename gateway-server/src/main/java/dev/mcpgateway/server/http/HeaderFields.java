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
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.keySet().removeIf(name::equalsIgnoreCase);
        copy.put(name, value);
        return Collections.unmodifiableMap(copy);
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(HeaderFields::isTokenCharacter)) {
            throw new IllegalArgumentException("not a header name: " + name);
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " is set by the listener");
        }
        if (!value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7f) || (c >= 0x80 && c <= 0xff))) {
            throw new IllegalArgumentException("the value of " + name + " holds a control or non-Latin-1 character");
        }
    }

    /** {@code tchar} of RFC 9110, section 5.6.2. */
    static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
