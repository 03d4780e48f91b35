package dev.mcpgateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway whose clients have a port of their own. */
class McpPortIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private ServerOptions options() {
        return ServerOptions.of(folder.resolve("config.json"));
    }

    private GatewayServer start() throws Exception {
        return GatewayServer.start(options().withMcpPort(0));
    }

    private static HttpResponse<String> send(String method, URI base, String path, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void clientsAreServedThereAndNoMoreOnTheAdministratorsPort() throws Exception {
        try (GatewayServer server = start()) {
            String key = server.newUserKey().orElseThrow().reveal();
            assertNotEquals(server.url(), server.mcpUrl());
            HttpResponse<String> ping = send("POST", server.mcpUrl(), "/mcp", key);
            assertEquals(400, ping.statusCode());
            assertTrue(ping.body().contains("jsonrpc"), ping.body());
            assertEquals(401, send("POST", server.mcpUrl(), "/mcp/wrong", "").statusCode());
            HttpResponse<String> models = send("GET", server.mcpUrl(), "/v1/models", key);
            assertEquals(404, models.statusCode());
            assertTrue(models.body().contains("model_upstream"), models.body());
            assertEquals(200, send("GET", server.mcpUrl(), "/health", "").statusCode());

            String port = Integer.toString(server.mcpUrl().getPort());
            for (String path : new String[] {"/mcp", "/mcp/" + key, "/v1", "/v1/models"}) {
                HttpResponse<String> elsewhere = send("POST", server.url(), path, key);
                assertEquals(404, elsewhere.statusCode());
                assertTrue(elsewhere.body().contains("port " + port), elsewhere.body());
                assertFalse(elsewhere.body().contains(key), elsewhere.body());
            }
            assertTrue(send("GET", server.url(), "/v1/models", key)
                    .body()
                    .startsWith("{\"error\":{\"code\":\"not_found\""));
            assertEquals(200, send("GET", server.url(), "/health", "").statusCode());
            assertEquals(200, send("GET", server.url(), "/openapi.json", "").statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/configs",
                "/api/v1/api-keys/me",
                "/openapi.json",
                "/docs",
                "/redoc",
                "/metrics",
                "/healthz",
                "/health/../metrics",
                "/.well-known/oauth-protected-resource/mcp",
                "/.well-known/oauth-authorization-server",
                "/register",
                "/mcpx",
                "/v1x"
            })
    void nothingElseIsThere(String path) throws Exception {
        try (GatewayServer server = start()) {
            String key = server.newUserKey().orElseThrow().reveal();
            for (String method : new String[] {"GET", "POST"}) {
                HttpResponse<String> answer = send(method, server.mcpUrl(), path, key);
                assertEquals(404, answer.statusCode(), answer.body());
                assertEquals(
                        "application/json; charset=utf-8",
                        answer.headers().firstValue("Content-Type").orElse(""));
                assertTrue(answer.body().contains("ROUTE_NOT_FOUND"), answer.body());
            }
        }
    }

    @Test
    void withoutOneEverythingIsOnOnePort() throws Exception {
        try (GatewayServer server = GatewayServer.start(options())) {
            assertEquals(server.url(), server.mcpUrl());
            assertEquals(401, send("POST", server.url(), "/mcp", "").statusCode());
            assertEquals(401, send("GET", server.url(), "/v1/models", "").statusCode());
        }
    }

    @Test
    void theEndOfTheGatewayClosesBoth() throws Exception {
        URI admin;
        URI clients;
        try (GatewayServer server = start()) {
            admin = server.url();
            clients = server.mcpUrl();
        }
        assertThrows(ConnectException.class, () -> send("GET", admin, "/health", ""));
        assertThrows(ConnectException.class, () -> send("GET", clients, "/health", ""));
    }

    @Test
    void aPortThatIsTakenLeavesNothingBehind() throws Exception {
        int adminPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            adminPort = free.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerOptions both = new ServerOptions(
                    folder.resolve("config.json"),
                    "127.0.0.1",
                    adminPort,
                    taken.getLocalPort(),
                    options().settings());
            assertThrows(McpPortTakenException.class, () -> GatewayServer.start(both));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
        assertThrows(
                ConnectException.class, () -> send("GET", URI.create("http://127.0.0.1:" + adminPort), "/health", ""));
    }
}
