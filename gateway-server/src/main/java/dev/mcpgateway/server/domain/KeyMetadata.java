package dev.mcpgateway.server.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for what a caller may attach to a key (contract: api-keys.md, "Metadata"). */
public final class KeyMetadata {
    private static final int MAX_MEMBERS = 50;
    private static final int MAX_NAME = 64;
    private static final int MAX_TEXT = 512;
    private static final int MAX_BYTES = 8192;

    private KeyMetadata() {}

    /**
     * {@code given} where the rules allow it: at most 50 members, their names at most 64 characters, their values strings of at most
     * 512, numbers or booleans, 8 KiB in all.
     *
     * @throws InvalidFieldException naming each member of {@code field} that breaks one
     */
    public static Attributes checked(String field, Attributes given) {
        Map<String, @Nullable Object> members = given.asMap();
        List<FieldProblem> problems = new ArrayList<>();
        if (members.size() > MAX_MEMBERS) {
            problems.add(new FieldProblem(field, "must have at most " + MAX_MEMBERS + " members"));
        }
        long bytes = 0;
        for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
            String name = member.getKey();
            if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
                problems.add(new FieldProblem(field, "its names must have 1 to " + MAX_NAME + " characters"));
            }
            Object value = member.getValue();
            if (value instanceof String text) {
                if (text.codePointCount(0, text.length()) > MAX_TEXT) {
                    problems.add(new FieldProblem(field + "." + name, "must have at most " + MAX_TEXT + " characters"));
                }
            } else if (!(value instanceof Number) && !(value instanceof Boolean)) {
                problems.add(new FieldProblem(field + "." + name, "must be a string, a number or a boolean"));
            }
            bytes += size(name) + size(String.valueOf(value));
        }
        if (bytes > MAX_BYTES) {
            problems.add(new FieldProblem(field, "must have at most " + MAX_BYTES + " bytes in all"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return given;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
