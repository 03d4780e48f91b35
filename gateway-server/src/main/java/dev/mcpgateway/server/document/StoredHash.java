package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.FieldProblem;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What a document must hold of a key that it does not hold itself (contract: api-keys.md, "Form"). Checked character by
 * character: a large file has a hundred thousand keys, and regular expressions took a tenth of the time to read it.
 */
final class StoredHash {
    private static final int LOOKUP_LENGTH = 16;
    private static final int LONGEST_ID = 16;
    private static final int LONGEST_NUMBER = 9;

    /** A salt of 8 to 64 bytes and a hash of 16 to 64, in Base64 without padding. */
    private static final int SHORTEST_SALT = 11;

    private static final int SHORTEST_HASH = 22;
    private static final int LONGEST_PART = 86;

    private StoredHash() {}

    /** Whether {@code name} is {@code key_} and letters and digits, as the public id of a key is. */
    static boolean isKeyId(String name) {
        return run(name, after(name, 0, "key_"), 1, LONGEST_ID, c -> isDigit(c) || isLetter(c)) == name.length();
    }

    /** Reports each part of {@code key} that could never prove a key; what is missing is reported by its reader. */
    static void check(ObjectNode key, String path, List<FieldProblem> problems) {
        require(StoredHash::isLookup, key, "lookup", "must be 16 hexadecimal digits in lower case", path, problems);
        require(
                StoredHash::isHash,
                key,
                "hash",
                "must be of the form $argon2id$v=19$m=…,t=…,p=…$salt$hash",
                path,
                problems);
        require(mask -> !mask.isBlank(), key, "mask", "must not be empty", path, problems);
    }

    private static void require(
            Predicate<String> form,
            ObjectNode key,
            String name,
            String message,
            String path,
            List<FieldProblem> problems) {
        JsonNode value = key.path(name);
        if (value.isTextual() && !form.test(value.textValue())) {
            problems.add(new FieldProblem(path + "." + name, message));
        }
    }

    private static boolean isLookup(String text) {
        return run(text, 0, LOOKUP_LENGTH, LOOKUP_LENGTH, c -> isDigit(c) || (c >= 'a' && c <= 'f')) == text.length();
    }

    private static boolean isHash(String text) {
        int at = after(text, 0, "$argon2id$v=19$m=");
        at = after(text, number(text, at), ",t=");
        at = after(text, number(text, at), ",p=");
        at = after(text, number(text, at), "$");
        at = after(text, base64(text, at, SHORTEST_SALT), "$");
        return base64(text, at, SHORTEST_HASH) == text.length();
    }

    /** The place behind {@code part} at {@code start}; as all of these, -1 where it is not there or the start is -1. */
    private static int after(String text, int start, String part) {
        return start >= 0 && text.startsWith(part, start) ? start + part.length() : -1;
    }

    private static int number(String text, int start) {
        int end = run(text, start, 1, LONGEST_NUMBER, StoredHash::isDigit);
        return end < 0 || text.charAt(start) == '0' ? -1 : end;
    }

    private static int base64(String text, int start, int shortest) {
        return run(text, start, shortest, LONGEST_PART, c -> isDigit(c) || isLetter(c) || c == '+' || c == '/');
    }

    /** The end of as many characters of one kind as there are, where there are so many. */
    private static int run(String text, int start, int shortest, int longest, IntPredicate kind) {
        int end = start;
        while (end >= 0 && end < text.length() && kind.test(text.charAt(end))) {
            end++;
        }
        return end >= 0 && end - start >= shortest && end - start <= longest ? end : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
