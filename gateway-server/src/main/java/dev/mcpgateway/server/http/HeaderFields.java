package dev.mcpgateway.server.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The headers of an answer, immutable, in the order in which they were set; names are matched without regard to case.
 * They are checked when they are set, so that no value can end its line.
 *
 * <p>One flat array, because every answer sets two or three of them one by one and a map costs more to copy than the
 * headers take to write.
 */
public final class HeaderFields {
    /** No headers. */
    public static final HeaderFields NONE = new HeaderFields(new String[0]);

    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "date", "x-request-id");

    /** Names at even places, each followed by its value. */
    private final String[] fields;

    private HeaderFields(String[] fields) {
        this.fields = fields;
    }

    /** One header alone. */
    static HeaderFields of(String name, String value) {
        return NONE.with(name, value);
    }

    /**
     * The same headers with one more, or with another value.
     *
     * @throws IllegalArgumentException if the name is no token, belongs to the listener, or the value holds a control
     *     character (RFC 9110, section 5)
     */
    public HeaderFields with(String name, String value) {
        check(name, value);
        int known = indexOf(name);
        String[] copy = Arrays.copyOf(fields, known < 0 ? fields.length + 2 : fields.length);
        int at = known < 0 ? fields.length : known;
        copy[at] = name;
        copy[at + 1] = value;
        return new HeaderFields(copy);
    }

    /** The value of a header. */
    public Optional<String> get(String name) {
        int at = indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(fields[at + 1]);
    }

    /** How many there are. */
    public int size() {
        return fields.length / 2;
    }

    /** Calls {@code action} with the name and value of each. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < fields.length; i += 2) {
            action.accept(fields[i], fields[i + 1]);
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
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
