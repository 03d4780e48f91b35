package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.FieldProblem;
import java.util.List;
import java.util.regex.Pattern;

/** What a document must hold of a key that it does not hold itself (contract: api-keys.md, "Form"). */
final class StoredHash {
    private static final Pattern LOOKUP = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern MASK = Pattern.compile("\\S.*");
    private static final String NUMBER = "[1-9][0-9]{0,8}";

    /** A salt of 8 to 64 bytes and a hash of 16 to 64, in Base64 without padding. */
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=" + NUMBER + ",t=" + NUMBER + ",p="
            + NUMBER + "\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");

    private StoredHash() {}

    /** Reports each part of {@code key} that could never prove a key; what is missing is reported by its reader. */
    static void check(ObjectNode key, String path, List<FieldProblem> problems) {
        require(LOOKUP, key, "lookup", "must be 16 hexadecimal digits in lower case", path, problems);
        require(PHC, key, "hash", "must be of the form $argon2id$v=19$m=…,t=…,p=…$salt$hash", path, problems);
        require(MASK, key, "mask", "must not be empty", path, problems);
    }

    private static void require(
            Pattern form, ObjectNode key, String name, String message, String path, List<FieldProblem> problems) {
        JsonNode value = key.path(name);
        if (value.isTextual() && !form.matcher(value.textValue()).matches()) {
            problems.add(new FieldProblem(path + "." + name, message));
        }
    }
}
