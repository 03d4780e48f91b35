package dev.mcpgateway.server.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for names and emails that requests bring (contract: rest-api.md, "Rules for names and fields"). */
public final class Names {
    private static final int MAX_NAME = 128;
    private static final int MAX_DESCRIPTION = 512;
    private static final int MAX_EMAIL = 254;
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern EMAIL =
            Pattern.compile("[a-zA-Z0-9._%+'-]+@[a-zA-Z0-9.-]+\\.([a-zA-Z]{2,}|xn--[a-zA-Z0-9-]+)");

    private Names() {}

    /**
     * The name to store for {@code raw}: trimmed and in Unicode's composed form.
     *
     * @throws InvalidFieldException naming {@code field}
     */
    public static String name(String field, String raw) {
        String name = label(field, raw);
        if (name.equals(".") || name.equals("..")) {
            throw new InvalidFieldException(field, "must not be '.' or '..'");
        }
        if (UUID.matcher(name).matches()) {
            throw new InvalidFieldException(field, "must not have the form of a UUID: ids have it");
        }
        return name;
    }

    /**
     * As {@link #name}, of what is not found by its name: any characters will do that a name may have.
     *
     * @throws InvalidFieldException naming {@code field}
     */
    static String label(String field, String raw) {
        String label = tidy(raw);
        if (label.isEmpty()) {
            throw new InvalidFieldException(field, "must not be empty");
        }
        requireAtMost(MAX_NAME, field, label);
        requireText(field, label);
        return label;
    }

    /**
     * The description to store for {@code raw}: trimmed, in Unicode's composed form, its lines ended by line feeds alone; null
     * where nothing is left.
     *
     * @throws InvalidFieldException naming {@code field}
     */
    static @Nullable String description(String field, String raw) {
        String description = tidy(raw).replace("\r\n", "\n");
        requireAtMost(MAX_DESCRIPTION, field, description);
        // Line feeds and tabs are the control characters that a text of several lines needs.
        requireText(field, description.replace('\n', ' ').replace('\t', ' '));
        return description.isEmpty() ? null : description;
    }

    private static void requireAtMost(int max, String field, String text) {
        if (text.codePointCount(0, text.length()) > max) {
            throw new InvalidFieldException(field, "must have at most " + max + " characters");
        }
    }

    /** What the rules have against a name that is stored already; empty where a request could bring it. */
    static List<FieldProblem> nameProblems(String field, String stored) {
        return problems(() -> name(field, stored));
    }

    /** As {@link #nameProblems}, of an email. */
    static List<FieldProblem> emailProblems(String field, String stored) {
        return problems(() -> email(field, stored));
    }

    private static List<FieldProblem> problems(Runnable check) {
        try {
            check.run();
            return List.of();
        } catch (InvalidFieldException invalid) {
            return invalid.problems();
        }
    }

    /** {@code raw} as it is stored, whether the rules allow it or not. */
    static String tidy(String raw) {
        return Normalizer.normalize(raw.strip(), Normalizer.Form.NFC);
    }

    /**
     * The email to store for {@code raw}: trimmed, its domain in lower case.
     *
     * @throws InvalidFieldException naming {@code field}
     */
    public static String email(String field, String raw) {
        String email = raw.strip();
        if (email.length() > MAX_EMAIL) {
            throw new InvalidFieldException(field, "must have at most " + MAX_EMAIL + " characters");
        }
        if (!EMAIL.matcher(email).matches()) {
            throw new InvalidFieldException(field, "must be an email address such as user@example.com");
        }
        int at = email.lastIndexOf('@');
        return email.substring(0, at) + email.substring(at).toLowerCase(Locale.ROOT);
    }

    /** Refuses control characters and halves of surrogate pairs. */
    static void requireText(String field, String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (Character.isISOControl(codePoint)) {
                throw new InvalidFieldException(field, "must not contain control characters");
            }
            if (Character.getType(codePoint) == Character.SURROGATE) {
                throw new InvalidFieldException(field, "must be well-formed Unicode");
            }
            i += Character.charCount(codePoint);
        }
    }
}
