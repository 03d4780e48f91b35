package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The OpenAPI 3.1 document of a table of operations. It follows from the table alone, so that the document that is committed,
 * the one that a gateway serves and the one that tests check answers against are one.
 */
public final class OpenApiDocument {
    static final String OPENAPI = "3.1.0";
    static final String TITLE = "Secure MCP Gateway admin API";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DESCRIPTION = """
            Administers the configurations, projects, users and API keys of a Secure MCP Gateway.

            - Every operation but the public ones takes the admin key: `Authorization: Bearer <admin_apikey>`.
            - A success is `{message, data, timestamp}`, a failure `{error, detail, timestamp}` with a code of `ErrorCode`.
            - What is named in a path is named by its id or its exact name, percent-encoded as one segment.
            - A field that is not known is ignored, but in policies and in operations on API keys, which refuse it.
            - An optional field that is null counts as absent in POST, and clears what is stored in PUT and PATCH.
            - Lists are whole, in the order of creation; `limit` and `cursor` page through them.
            - A path that has no such method is answered with 405 and `Allow`, an unknown one with `ROUTE_NOT_FOUND`.
            """;
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private OpenApiDocument() {}

    /**
     * The document as pretty-printed UTF-8, the same for the same table to the last byte.
     *
     * @param version of the API
     * @throws IllegalStateException naming every field that nobody has described
     */
    public static byte[] of(List<Operation<?, ?>> operations, String version) {
        try {
            return (WRITER.writeValueAsString(tree(operations, version)) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException unexpected) {
            throw new IllegalStateException("a tree could not be written as JSON", unexpected);
        }
    }

    private static ObjectNode tree(List<Operation<?, ?>> operations, String version) {
        Components components = new Components();
        WrittenSchemas.defineIn(components);
        Gaps gaps = new Gaps();
        ObjectNode document = NODES.objectNode().put("openapi", OPENAPI);
        document.set("info", info(version));
        document.putArray("servers").addObject().put("url", "/").put("description", "The gateway itself.");
        document.set("tags", tags(operations));
        document.set("paths", paths(operations, components, gaps));
        components.define(Components.Kind.SECURITY_SCHEME, OperationWriter.ADMIN_KEY, adminKey());
        components.define(Components.Kind.SECURITY_SCHEME, OperationWriter.USER_KEY, userKey());
        document.set("components", components.toJson());
        gaps.requireNone();
        return document;
    }

    private static ObjectNode info(String version) {
        ObjectNode info = NODES.objectNode()
                .put("title", TITLE)
                .put("version", version)
                .put("summary", "Configurations, projects, users, API keys and guardrails of a gateway to MCP servers.")
                .put("description", DESCRIPTION);
        info.putObject("contact").put("name", "Secure MCP Gateway for Java");
        info.putObject("license").put("name", "MIT").put("identifier", "MIT");
        return info;
    }

    private static ArrayNode tags(List<Operation<?, ?>> operations) {
        ArrayNode tags = NODES.arrayNode();
        Stream.of(Tag.values())
                .filter(tag -> operations.stream().anyMatch(operation -> operation.tag() == tag))
                .forEach(tag -> tags.addObject().put("name", tag.title()).put("description", tag.description()));
        return tags;
    }

    private static ObjectNode paths(List<Operation<?, ?>> operations, Components components, Gaps gaps) {
        OperationWriter writer = new OperationWriter(components, gaps);
        ObjectNode paths = NODES.objectNode();
        for (Operation<?, ?> operation : operations) {
            String path = operation.path().text();
            if (!paths.has(path)) {
                paths.putObject(path).putArray("parameters").add(Parameters.requestId(components));
            }
            paths.withObjectProperty(path)
                    .set(operation.method().name().toLowerCase(Locale.ROOT), writer.write(operation));
        }
        return paths;
    }

    private static ObjectNode userKey() {
        return NODES.objectNode()
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "A user's API key, which `generateApiKey` makes. It reads what belongs to its own project, as its scopes allow, and"
                                + " writes nothing.");
    }

    private static ObjectNode adminKey() {
        return NODES.objectNode()
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "The `admin_apikey` of the gateway's configuration file; `secure-mcp-gateway admin-key` prints it.");
    }
}
