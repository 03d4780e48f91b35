package dev.mcpgateway.server.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An MCP server over standard input and output with one tool, {@code echo}: what a new gateway's default configuration offers, so
 * that there is something to call before a real server is added.
 *
 * <p>It speaks the versions up to 2025-11-25 (specification, "Lifecycle" and "Transports: stdio"): one JSON-RPC message a line.
 */
public final class EchoServer {
    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String version;

    public EchoServer(String version) {
        this.version = version;
    }

    /** Serves until the input ends. */
    public void serve(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            Optional<ObjectNode> answer = answer(line);
            if (answer.isPresent()) {
                out.write(JSON.writeValueAsBytes(answer.get()));
                out.write('\n');
                out.flush();
            }
        }
    }

    private Optional<ObjectNode> answer(String line) {
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            return Optional.of(error(JSON.nullNode(), PARSE_ERROR, "Parse error"));
        }
        if (!message.path("method").isTextual()) {
            return message.has("result") || message.has("error")
                    ? Optional.empty()
                    : Optional.of(error(JSON.nullNode(), INVALID_REQUEST, "Invalid request"));
        }
        JsonNode id = message.get("id");
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(result(id, message.path("method").textValue(), message.path("params")));
    }

    private ObjectNode result(JsonNode id, String method, JsonNode params) {
        return switch (method) {
            case "initialize" -> success(id, initialized(params));
            case "ping" -> success(id, JSON.createObjectNode());
            case "tools/list" -> success(id, tools());
            case "tools/call" -> call(id, params);
            default -> error(id, METHOD_NOT_FOUND, "Method not found: " + method);
        };
    }

    private ObjectNode initialized(JsonNode params) {
        String asked = params.path("protocolVersion").asText();
        ObjectNode result = JSON.createObjectNode();
        result.put("protocolVersion", VERSIONS.contains(asked) ? asked : VERSIONS.get(0));
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "echo_server").put("version", version);
        return result;
    }

    private static ObjectNode tools() {
        ObjectNode result = JSON.createObjectNode();
        ObjectNode tool = result.putArray("tools").addObject();
        tool.put("name", "echo");
        tool.put("title", "Echo");
        tool.put("description", "Gives back the message it is given.");
        ObjectNode schema = tool.putObject("inputSchema");
        schema.put("type", "object");
        ObjectNode message = schema.putObject("properties").putObject("message");
        message.put("type", "string").put("description", "What to give back.");
        schema.putArray("required").add("message");
        tool.putObject("annotations").put("readOnlyHint", true).put("openWorldHint", false);
        return result;
    }

    private static ObjectNode call(JsonNode id, JsonNode params) {
        if (!params.path("name").asText().equals("echo")) {
            return error(
                    id, INVALID_PARAMS, "Unknown tool: " + params.path("name").asText());
        }
        JsonNode message = params.path("arguments").path("message");
        ObjectNode result = JSON.createObjectNode();
        result.putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", message.isTextual() ? message.textValue() : "message must be a string");
        result.put("isError", !message.isTextual());
        return success(id, result);
    }

    private static ObjectNode success(JsonNode id, ObjectNode result) {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.set("result", result);
        return answer;
    }

    private static ObjectNode error(JsonNode id, int code, String text) {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", code).put("message", text);
        return answer;
    }
}
