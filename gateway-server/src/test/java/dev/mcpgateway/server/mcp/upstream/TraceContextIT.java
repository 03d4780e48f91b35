package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trace that a client's request belongs to (W3C, "Trace Context" and "Baggage"), between all generations of clients and servers. */
class TraceContextIT {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
    private static final String TRACESTATE = "vendor=opaque-Value,other=00f067aa0ba902b7";
    private static final String BAGGAGE = "userId=al%C3%ADce,isProduction=false;meta=x";
    private static final String TRACE = "\"traceparent\": \"" + TRACEPARENT + "\", \"tracestate\": \"" + TRACESTATE
            + "\", \"baggage\": \"" + BAGGAGE + "\"";
    private static final String CLAIM = ", \"io.modelcontextprotocol/protocolVersion\": \"2026-07-28\","
            + " \"io.modelcontextprotocol/clientCapabilities\": {}";
    private static final String DISCOVERED = "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
            + "\"capabilities\":{\"tools\":{},\"prompts\":{},\"resources\":{}},\"ttlMs\":0,\"cacheScope\":\"public\"}";
    private static final String URI = "test://a";

    private final McpScene scene = new McpScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static ObjectNode json(String text) {
        return JsonRpc.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "LEGACY, LEGACY",
        "LEGACY, MODERN",
        "MODERN, LEGACY",
        "MODERN, MODERN",
    })
    void itReachesAServerOverAPipe(Era ofClient, Era ofServer) {
        var server = scene.server("a").prompts("hello").resources(URI);
        if (ofServer == Era.MODERN) {
            server.on("server/discover", (child, request) -> json(DISCOVERED));
        }
        scene.add(server);
        makeAllRequests(ofClient);
        for (String method : new String[] {"tools/call", "prompts/get", "resources/read"}) {
            assertTrace(server.childThatReceived(method).awaitReceived(method), ofServer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LEGACY, LEGACY",
        "LEGACY, MODERN",
        "MODERN, LEGACY",
        "MODERN, MODERN",
    })
    void itReachesAServerOverHttp(Era ofClient, Era ofServer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(asked -> {
            switch (asked.what()) {
                case "server/discover" -> {
                    if (ofServer == Era.MODERN) {
                        asked.result(DISCOVERED);
                    } else {
                        asked.status(404);
                    }
                }
                case "initialize" ->
                    asked.result(json(ScriptedServer.initialized(asked))
                            .set("capabilities", json(DISCOVERED).get("capabilities"))
                            .toString());
                case "tools/list" ->
                    asked.result("{\"tools\":[{\"name\":\"echo\",\"inputSchema\":{\"type\":\"object\"}}]}");
                case "prompts/list" -> asked.result("{\"prompts\":[{\"name\":\"hello\"}]}");
                case "resources/list" -> asked.result("{\"resources\":[{\"uri\":\"" + URI + "\",\"name\":\"r\"}]}");
                case "tools/call" -> asked.text("called");
                case "prompts/get" -> asked.result("{\"messages\":[]}");
                case "resources/read" -> asked.result("{\"contents\":[]}");
                case "GET" -> asked.status(405);
                default -> asked.status(202);
            }
        })) {
            scene.addServer("{\"server_name\": \"a\", \"url\": \"" + server.url() + "\"}");
            makeAllRequests(ofClient);
            for (String method : new String[] {"tools/call", "prompts/get", "resources/read"}) {
                ObjectNode request = server.asked().stream()
                        .filter(asked -> asked.what().equals(method))
                        .findFirst()
                        .orElseThrow()
                        .message();
                assertTrace(request, ofServer);
            }
        }
    }

    private void makeAllRequests(Era era) {
        McpTestClient client = era == Era.LEGACY ? scene.client().begun() : scene.client();
        make(client, era, "tools/call", "name", "a__echo");
        make(client, era, "prompts/get", "name", "a__hello");
        make(client, era, "resources/read", "uri", URI);
    }

    private static void make(McpTestClient client, Era era, String method, String key, String name) {
        if (era == Era.MODERN) {
            client.with("MCP-Protocol-Version", "2026-07-28")
                    .with("Mcp-Method", method)
                    .with("Mcp-Name", name);
        }
        String params =
                "{\"%s\": \"%s\", \"_meta\": {%s%s}}".formatted(key, name, TRACE, era == Era.MODERN ? CLAIM : "");
        JsonNode response = client.request(method, params).expect(200).response();
        assertEquals(true, response.has("result"), response::toString);
    }

    private static void assertTrace(ObjectNode request, Era ofServer) {
        JsonNode meta = request.at("/params/_meta");
        assertEquals(TRACEPARENT, meta.path("traceparent").textValue());
        assertEquals(TRACESTATE, meta.path("tracestate").textValue());
        assertEquals(BAGGAGE, meta.path("baggage").textValue());
        assertEquals(
                ofServer == Era.MODERN,
                meta.has("io.modelcontextprotocol/protocolVersion"),
                "the server is not of the era that the test is about");
    }
}
