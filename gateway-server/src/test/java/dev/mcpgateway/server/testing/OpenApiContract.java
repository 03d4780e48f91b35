package dev.mcpgateway.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.api.openapi.OpenApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether exchanges are what the OpenAPI document says. An answer with a status, a field or a type that is not documented
 * fails, and so does one without a field that is promised.
 */
public final class OpenApiContract {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String JSON = "application/json";

    private final JsonNode document;
    private final Map<String, JsonNode> operations = new HashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /** Of {@code document}, an OpenAPI 3.1 document as JSON. */
    public OpenApiContract(byte[] document) {
        try {
            this.document = MAPPER.readTree(document);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        this.document
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.has("operationId")) {
                        operations.put(operation.path("operationId").textValue(), operation);
                    }
                }));
    }

    /** Of the operations as they are now; made once for all tests. */
    public static OpenApiContract current() {
        return Current.CONTRACT;
    }

    /**
     * Checks an answer.
     *
     * @param contentType the header's value, parameters included; null where there is none
     * @throws AssertionError naming everything that is not as documented
     */
    public void requireResponse(String operationId, int status, @Nullable String contentType, byte[] body) {
        String name = operationId + " " + status;
        JsonNode response = operation(operationId).path("responses").path(Integer.toString(status));
        if (response.isMissingNode()) {
            throw new AssertionError(name + " is not documented; the answer was " + text(body));
        }
        // Operations share most of their errors: each is compiled once.
        String key = response.path("$ref").asText(name);
        Map.Entry<String, JsonNode> content =
                resolved(response).path("content").properties().iterator().next();
        requireMediaType(name, content.getKey(), contentType);
        if (content.getKey().equals(JSON)) {
            requireValid(name, key, content.getValue().path("schema"), body);
        }
    }

    /** Checks the answer to a request that is for no operation, such as 404 for an unknown path and 405. */
    public void requireError(@Nullable String contentType, byte[] body) {
        requireMediaType("the error", JSON, contentType);
        requireValid("the error", "error", document.at("/components/schemas/Error"), body);
    }

    /** Checks the body of a request; an empty one is fine where none is required. */
    public void requireRequest(String operationId, byte[] body) {
        JsonNode requestBody = operation(operationId).path("requestBody");
        if (requestBody.isMissingNode()) {
            throw new AssertionError(operationId + " takes no body");
        }
        if (body.length == 0 && !requestBody.path("required").booleanValue()) {
            return;
        }
        requireValid(
                "the request of " + operationId,
                operationId,
                requestBody.path("content").path(JSON).path("schema"),
                body);
    }

    private static void requireMediaType(String name, String documented, @Nullable String contentType) {
        if (contentType == null || !contentType.split(";", 2)[0].strip().equals(documented)) {
            throw new AssertionError(name + " is documented as " + documented + " and was " + contentType);
        }
    }

    private void requireValid(String name, String key, JsonNode schema, byte[] body) {
        List<Error> problems = compiled.computeIfAbsent(key, any -> compile((ObjectNode) schema))
                .validate(json(name, body));
        if (!problems.isEmpty()) {
            throw new AssertionError(name + " is not as documented: " + problems + " in " + text(body));
        }
    }

    private static JsonNode json(String name, byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (IOException malformed) {
            throw new AssertionError(name + " is not JSON: " + text(body), malformed);
        }
        throw new AssertionError(name + " is not JSON: it is empty");
    }

    /** The schema as a document of its own, with the parts that it refers to where its references look for them. */
    private Schema compile(ObjectNode schema) {
        ObjectNode whole = MAPPER.createObjectNode().setAll(schema);
        whole.putObject("components").set("schemas", document.at("/components/schemas"));
        return registry.getSchema(whole);
    }

    private JsonNode operation(String operationId) {
        JsonNode operation = operations.get(operationId);
        if (operation == null) {
            throw new AssertionError("no operation is called " + operationId);
        }
        return operation;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.textValue().substring(1));
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }

    private static final class Current {
        private static final OpenApiContract CONTRACT = new OpenApiContract(emitted());

        private static byte[] emitted() {
            AdminApi api = EmptyApi.create();
            return OpenApiDocument.of(api.operations(), Repository.version());
        }
    }
}
