package dev.mcpgateway.examples.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpgateway.client.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * One exchange that was recorded from the gateway: a file of {@code openapi/examples}.
 *
 * @param operation the operation's id
 * @param method the HTTP method
 * @param path the path and query as they are sent
 * @param body the request's body; null where any will do
 * @param status the HTTP status
 * @param headers the answer's header fields
 * @param answer the answer's body
 */
record Example(
        String operation,
        String method,
        String path,
        JsonNode body,
        int status,
        Map<String, String> headers,
        JsonNode answer) {
    private static final Path ALL = Path.of(System.getProperty("gateway.root"), "openapi", "examples");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The one of this name, as in {@code createUser/201}. What all operations have in common is shown with {@code createUser}. */
    static Example named(String name) {
        boolean isCommon = name.startsWith("_common/");
        JsonNode file;
        try {
            file = MAPPER.readTree(ALL.resolve(name + ".json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        JsonNode request = file.required("request");
        JsonNode response = file.required("response");
        Map<String, String> headers = new TreeMap<>();
        response.required("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().textValue()));
        return new Example(
                isCommon ? "createUser" : name.substring(0, name.indexOf('/')),
                request.required("method").textValue(),
                request.required("path").textValue(),
                isCommon || request.required("body").isNull() ? null : request.required("body"),
                response.required("status").intValue(),
                headers,
                response.required("body"));
    }

    /** The key of the examples that works. */
    static Secret activeKey() {
        return Secret.of(named("verifyApiKey/200").body().required("api_key").textValue());
    }

    /** The last step of the path, as a key's id. */
    String lastSegment() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
