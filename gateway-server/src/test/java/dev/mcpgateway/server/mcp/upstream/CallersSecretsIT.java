package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.EmbeddedGateway;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole gateway between a client that sends much of its own and a remote server that notes all that it gets. */
class CallersSecretsIT {
    private static final String COOKIE = "cookie-of-the-caller";
    private static final String TOKEN = "token-of-the-caller";
    private static final Set<String> EXPECTED = Set.of(
            "host",
            "user-agent",
            "accept",
            "content-type",
            "content-length",
            "x-declared",
            "mcp-protocol-version",
            "mcp-session-id",
            "mcp-method",
            "mcp-name");

    private final HttpClient client = HttpClient.newHttpClient();

    private static ObjectNode json(String text) {
        return JsonRpc.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private ObjectNode admin(EmbeddedGateway gateway, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(gateway.url().resolve("/api/v1/" + path))
                        .header("Authorization", "Bearer " + gateway.adminKey())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertTrue(response.statusCode() < 300, response.body());
        return json(response.body());
    }

    private String key(EmbeddedGateway gateway, String url) throws IOException, InterruptedException {
        admin(gateway, "configs", "{\"config_name\": \"c\", \"prefix\": \"never\"}");
        admin(
                gateway,
                "configs/c/servers",
                "{\"server_name\": \"remote\", \"url\": \"" + url + "\", \"headers\": {\"X-Declared\": \"declared\"}}");
        admin(gateway, "projects", "{\"project_name\": \"p\"}");
        admin(gateway, "projects/p/assign-config", "{\"config_name\": \"c\"}");
        admin(gateway, "users", "{\"email\": \"user@example.org\"}");
        admin(gateway, "projects/p/users", "{\"email\": \"user@example.org\"}");
        ObjectNode made = admin(gateway, "users/user@example.org/api-keys", "{\"project_name\": \"p\"}");
        return made.at("/data/api_key").asText();
    }

    private HttpResponse<String> post(EmbeddedGateway gateway, String key, String body, Map<String, String> more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url().resolve("/mcp"))
                .header("Authorization", "Bearer " + key)
                .header("Cookie", "session=" + COOKIE)
                .header("X-Token", TOKEN)
                .header("X-Forwarded-For", "192.0.2.77")
                .header("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01")
                .header("User-Agent", "agent-of-the-caller")
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json");
        more.forEach(request::header);
        return client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOfTheCallersRequestReachesARemoteServer(boolean isModern) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(asked -> {
                    switch (asked.what()) {
                        case "server/discover" -> {
                            if (isModern) {
                                asked.result(
                                        "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}}}");
                            } else {
                                asked.status(400);
                            }
                        }
                        case "initialize" ->
                            asked.result(ScriptedServer.initialized(asked), "Mcp-Session-Id: session-of-the-server");
                        case "tools/list" ->
                            asked.result("{\"tools\":[{\"name\":\"t\",\"inputSchema\":{\"type\":\"object\"}}]}");
                        case "tools/call" -> asked.text("called");
                        case "GET" -> asked.status(405);
                        default -> asked.status(202);
                    }
                });
                EmbeddedGateway gateway = EmbeddedGateway.start()) {
            String key = key(gateway, server.url());
            HttpResponse<String> opened = post(
                    gateway,
                    key,
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                            + "\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}",
                    Map.of());
            String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
            Map<String, String> more = Map.of("Mcp-Session-Id", session, "MCP-Protocol-Version", "2025-11-25");
            HttpResponse<String> called = post(
                    gateway,
                    key,
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"t\",\"arguments\":{}}}",
                    more);

            assertTrue(called.body().contains("called"), called.body());
            Set<String> names = new TreeSet<>();
            for (ScriptedServer.Asked asked : server.asked()) {
                String all = asked.headers() + " " + asked.message();
                for (String secret : new String[] {key, COOKIE, TOKEN, session, "192.0.2.77", "agent-of-the-caller"}) {
                    assertFalse(all.contains(secret), () -> secret + " in " + all);
                }
                assertEquals("declared", asked.headers().get("x-declared"));
                names.addAll(asked.headers().keySet());
            }
            names.removeAll(EXPECTED);
            assertEquals(Set.of(), names);
            assertEquals(1, server.asked("tools/call"));
        }
    }
}
