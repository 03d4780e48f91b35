package dev.mcpgateway.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plan of a key in a file, which answers have in a header. */
class KeyPlanTest {
    private static List<String> problems(String plan) {
        ObjectNode key = JsonValues.object()
                .put("user_id", "u")
                .put("project_id", "p")
                .put("lookup", "0123456789abcdef")
                .put("hash", "$argon2id$")
                .put("mask", "mgw_a1b2...o5p6")
                .put("plan", plan);
        List<FieldProblem> problems = new ArrayList<>();
        KeyForm.read("key_1", key, "apikeys.key_1", problems);
        return problems.stream().map(FieldProblem::field).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "qu\"ote", "Größe"})
    void aNameThatNoPlanCanHaveIsRefused(String plan) {
        assertEquals(List.of("apikeys.key_1.plan"), problems(plan));
    }

    @Test
    void aPlanThatIsGoneIsNot() {
        assertEquals(List.of(), problems("last-year"));
    }
}
