package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.api.openapi.OpenApiDocument;
import dev.mcpgateway.server.testing.EmptyApi;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every field is described, once; what is not is reported as a whole. */
class GlossaryTest {
    record Peel(
            @Required String peeler,
            @Nullable Long layers,

            @Doc("Whether the peel goes with it.") @Nullable Boolean keepPeel) {}

    record Peeled(
            String flavour,
            @Doc(value = "The weight.", example = "7") int grams) {}

    private static final Operation<Peel, Peeled> PEEL = Operation.post("/peel", Peel.class)
            .id(Tag.SYSTEM, "peel")
            .doc("Peel", "Peels.")
            .role(Role.ADMIN)
            .answers("Peeled", Peeled.class);

    @Test
    void allThatIsNotDescribedIsReportedAtOnce() {
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> OpenApiDocument.of(List.of(PEEL), "1"));
        assertEquals(
                "say it in glossary.json, or with @Doc on the component: "
                        + "Peeled.flavour has no description; Peeled.flavour has no example; "
                        + "peel.keep_peel has no example; "
                        + "peel.layers has no description; peel.layers has no example; "
                        + "peel.peeler has no description; peel.peeler has no example",
                failure.getMessage());
    }

    @Test
    void whatIsSaidAtAComponentGoesBeforeTheGlossary() {
        FieldDoc masked = doc(KeyViews.KeyItem.class, "api_key");
        FieldDoc once = doc(KeyIssueRoutes.GeneratedKey.class, "api_key");
        assertEquals("The API key, masked.", masked.description());
        assertEquals("The key itself: this answer is the only one that shows it.", once.description());
    }

    @Test
    void whatIsNotSaidAtAComponentComesFromTheGlossary() {
        FieldDoc hidden = doc(ServerViews.ServerDetails.class, "timeouts");
        assertTrue(!hidden.isShown() && hidden.description() != null && hidden.example() != null, hidden::toString);
    }

    @Test
    void nothingIsDescribedThatNoOperationHas() {
        Set<String> used = new HashSet<>();
        for (Operation<?, ?> operation : EmptyApi.create().operations()) {
            InputField.of(operation).forEach(field -> used.add(field.name()));
            if (operation.contentType() == null) {
                collect(operation.output(), used);
            }
        }
        Set<String> unused = new HashSet<>(Glossary.names());
        unused.removeAll(used);
        assertEquals(Set.of(), unused);
    }

    private static FieldDoc doc(Class<?> type, String name) {
        return OutputRecord.of(type).fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow()
                .doc();
    }

    private static void collect(Type type, Set<String> names) {
        if (type instanceof ParameterizedType parameterized) {
            Arrays.stream(parameterized.getActualTypeArguments()).forEach(argument -> collect(argument, names));
        } else if (type instanceof Class<?> sealed && sealed.isSealed()) {
            Arrays.stream(sealed.getPermittedSubclasses()).forEach(kind -> collect(kind, names));
        } else if (type instanceof Class<?> record && record.isRecord() && record != ShownOnce.class) {
            OutputRecord.of(record).fields().forEach(field -> {
                names.add(field.name());
                collect(field.type(), names);
            });
        }
    }
}
