package dev.mcpgateway.server.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpgateway.server.keys.KeyFormat;
import dev.mcpgateway.server.testing.EmptyApi;
import dev.mcpgateway.server.testing.OpenApiContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of the document are what it says they are. */
class OpenApiExamplesTest {
    private static final byte[] DOCUMENT = OpenApiDocument.of(EmptyApi.create().operations(), "0");
    private static final Pattern KEY = Pattern.compile("\\b(?:mgw|mcp_sk)_[0-9A-Za-z]{32}\\b");
    private static final Pattern ID =
            Pattern.compile("\"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\"");

    private final JsonNode document = tree();
    private final OpenApiContract contract = new OpenApiContract(DOCUMENT);

    @TestFactory
    Stream<DynamicTest> everyAnswerHasExamplesThatPassItsSchema() {
        return operations().stream().flatMap(operation -> operation.path("responses").properties().stream()
                .map(response -> DynamicTest.dynamicTest(
                        operation.path("operationId").textValue() + " " + response.getKey(),
                        () -> checkResponse(operation, response))));
    }

    @TestFactory
    Stream<DynamicTest> everyBodyHasExamplesThatPassItsSchema() {
        return operations().stream()
                .filter(operation -> operation.has("requestBody"))
                .map(operation -> DynamicTest.dynamicTest(
                        operation.path("operationId").textValue(), () -> checkRequest(operation)));
    }

    @Test
    void everyParameterHasAnExample() {
        for (JsonNode operation : operations()) {
            for (JsonNode parameter : operation.path("parameters")) {
                assertTrue(resolved(parameter).has("example"), parameter::toString);
            }
        }
    }

    @Test
    void keysInExamplesHaveAValidChecksum() {
        Matcher key = KEY.matcher(new String(DOCUMENT, UTF_8));
        int found = 0;
        for (; key.find(); found++) {
            assertTrue(KeyFormat.hasValidChecksum(key.group()), key.group());
        }
        assertTrue(found > 0, "no example shows a key");
    }

    @Test
    void idsInExamplesAreOfVersionFour() {
        Matcher id = ID.matcher(new String(DOCUMENT, UTF_8));
        int found = 0;
        for (; id.find(); found++) {
            UUID uuid = UUID.fromString(id.group(1));
            assertTrue(uuid.version() == 4 && uuid.variant() == 2, id.group());
        }
        assertTrue(found > 0, "no example shows an id");
    }

    private void checkResponse(JsonNode operation, Map.Entry<String, JsonNode> response) {
        Map.Entry<String, JsonNode> content = resolved(response.getValue())
                .path("content")
                .properties()
                .iterator()
                .next();
        for (JsonNode example : examples(content.getValue())) {
            contract.requireResponse(
                    operation.path("operationId").textValue(),
                    Integer.parseInt(response.getKey()),
                    content.getKey(),
                    example.toString().getBytes(UTF_8));
        }
    }

    private void checkRequest(JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content").path("application/json");
        for (JsonNode example : examples(content)) {
            contract.requireRequest(
                    operation.path("operationId").textValue(),
                    example.toString().getBytes(UTF_8));
        }
    }

    private static List<JsonNode> examples(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        content.path("examples").forEach(example -> examples.add(example.path("value")));
        if (content.has("example")) {
            examples.add(content.path("example"));
        }
        assertFalse(examples.isEmpty(), "has no example");
        return examples;
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        document.path("paths")
                .forEach(path -> path.forEach(member -> {
                    if (member.has("operationId")) {
                        operations.add(member);
                    }
                }));
        return operations;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private static JsonNode tree() {
        try {
            return new JsonMapper().readTree(DOCUMENT);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
