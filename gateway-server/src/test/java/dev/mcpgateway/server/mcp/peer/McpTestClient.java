package dev.mcpgateway.server.mcp.peer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client of {@code /mcp} in a test, which sends what it is told and no more. Parameters and results are JSON. */
public final class McpTestClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI endpoint;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private String version = "2025-11-25";
    private String capabilities = "{}";

    public McpTestClient(URI gateway, String key) {
        this.endpoint = URI.create(gateway + "/mcp");
        headers.put("Authorization", "Bearer " + key);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
    }

    /** To declare these at {@link #initialize}. */
    public McpTestClient declaring(String newCapabilities) {
        capabilities = newCapabilities;
        return this;
    }

    /** To speak this version of the protocol. */
    public McpTestClient speaking(String newVersion) {
        version = newVersion;
        return this;
    }

    /** Sends this header from now on; null for none of this name. */
    public McpTestClient with(String header, @Nullable String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    /** The id of its session. */
    public String session() {
        return headers.getOrDefault("Mcp-Session-Id", "");
    }

    /** Begins a session and gives what the gateway says of itself. */
    public JsonNode initialize() {
        Reply reply =
                request("initialize", """
                        {"protocolVersion": "%s", "capabilities": %s, "clientInfo": {"name": "test", "version": "1"}}
                        """.formatted(version, capabilities)).expect(200);
        JsonNode result = reply.response().path("result");
        assertTrue(result.isObject(), reply::toString);
        with("Mcp-Session-Id", reply.header("Mcp-Session-Id"));
        with("MCP-Protocol-Version", result.path("protocolVersion").asText());
        tell("notifications/initialized", "{}").expect(202);
        return result;
    }

    /** As {@link #initialize}, for chaining. */
    public McpTestClient begun() {
        initialize();
        return this;
    }

    /** Sends a body as it is, and waits for the beginning of the answer. */
    public Reply post(String body) {
        return send("POST", body, null);
    }

    /** Makes a request and waits for the beginning of the answer. */
    public Reply request(String method, String params) {
        return request(Long.toString(ids.incrementAndGet()), method, params);
    }

    /** @param id as JSON */
    public Reply request(String id, String method, String params) {
        return post(
                "{\"jsonrpc\": \"2.0\", \"id\": %s, \"method\": \"%s\", \"params\": %s}".formatted(id, method, params));
    }

    /** Makes a request and does not wait. */
    public CompletableFuture<Reply> begin(String id, String method, String params) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        ScriptedServers.daemon("client", () -> {
            try {
                reply.complete(request(id, method, params));
            } catch (RuntimeException | AssertionError failure) {
                reply.completeExceptionally(failure);
            }
        });
        return reply.orTimeout(Eventually.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Calls a tool and does not wait. */
    public CompletableFuture<Reply> beginCall(String id, String tool) {
        return begin(id, "tools/call", "{\"name\": \"" + tool + "\", \"_meta\": {\"progressToken\": \"mine\"}}");
    }

    /** The result of a request. */
    public JsonNode result(String method, String params) {
        JsonNode response = request(method, params).expect(200).response();
        assertTrue(response.has("result"), response::toString);
        return response.get("result");
    }

    /** The error that a request is answered with. */
    public JsonNode error(String method, String params) {
        JsonNode response = request(method, params).response();
        assertTrue(response.has("error"), response::toString);
        return response.get("error");
    }

    /** The text that a tool answers. */
    public String call(String tool) {
        return result("tools/call", "{\"name\": \"" + tool + "\"}")
                .at("/content/0/text")
                .asText();
    }

    public Reply tell(String method, String params) {
        return post("{\"jsonrpc\": \"2.0\", \"method\": \"%s\", \"params\": %s}".formatted(method, params));
    }

    /** Answers what it was asked. */
    public Reply answer(JsonNode request, String result) {
        return post("{\"jsonrpc\": \"2.0\", \"id\": %s, \"result\": %s}".formatted(request.get("id"), result));
    }

    public Reply listen() {
        return send("GET", null, null);
    }

    /** Goes on after the event {@code lastEventId}. */
    public Reply listenAfter(String lastEventId) {
        return send("GET", null, lastEventId);
    }

    public Reply delete() {
        return send("DELETE", null, null);
    }

    private Reply send(String method, @Nullable String body, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(Eventually.PATIENCE_SECONDS))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new Reply(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
