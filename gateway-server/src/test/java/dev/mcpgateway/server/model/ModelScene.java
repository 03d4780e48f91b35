package dev.mcpgateway.server.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A gateway whose project {@code team} has a fake model, and keys of that project. */
final class ModelScene implements AutoCloseable {
    static final String OWN_KEY = "sk-own-key-of-the-upstream";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final FakeModel model = FakeModel.start();
    private final McpScene scene;

    ModelScene() {
        this(TestGateway.start());
    }

    /** @param gateway is closed with this */
    ModelScene(TestGateway gateway) {
        scene = new McpScene(gateway);
        upstream("{\"base_url\": \"%s/v1\", \"api_key\": \"%s\"}".formatted(model.url(), OWN_KEY));
    }

    /** @param json the project's model_upstream from now on; null for none */
    void upstream(String json) {
        gateway()
                .patch("/api/v1/configs/team", "{\"model_upstream\": " + json + "}")
                .expect(200);
    }

    FakeModel model() {
        return model;
    }

    TestGateway gateway() {
        return scene.gateway();
    }

    /** A key with these members of generateApiKey beside its project. */
    McpScene.Key key(String members) {
        return scene.key(members);
    }

    /** A key that opens all that the project has. */
    String key() {
        return scene.key("").secret();
    }

    Exchange send(ApiCall call, String key) {
        return gateway().sendWithoutKey(call.withHeader("Authorization", "Bearer " + key));
    }

    Exchange get(String target, String key) {
        return send(ApiCall.of("GET", target), key);
    }

    Exchange post(String target, String body, String key) {
        return send(ApiCall.of("POST", target, body), key);
    }

    /** The beginning of an answer, whose body comes later. */
    HttpResponse<InputStream> begin(String target, String body, String key) {
        return send(request(target, key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String target, String key) {
        return HttpRequest.newBuilder(URI.create(gateway().url() + target))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key);
    }

    static HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** A connection to the gateway, on which this was sent. */
    Socket connect(String head) throws IOException {
        Socket socket = new Socket(gateway().url().getHost(), gateway().url().getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** In the form of MCP-Cloud, and not in the envelope of the admin API. */
    static Exchange refused(Exchange exchange, int status, String code, String type) {
        assertEquals(status, exchange.status(), exchange::toString);
        assertEquals(code, exchange.body().at("/error/code").asText(), exchange::toString);
        assertEquals(type, exchange.body().at("/error/type").asText(), exchange::toString);
        assertFalse(exchange.body().at("/error/message").asText().isEmpty(), exchange::toString);
        assertEquals(1, exchange.body().size(), exchange::toString);
        assertTrue(exchange.header("Content-Type").startsWith("application/json"), exchange::toString);
        return exchange;
    }

    @Override
    public void close() {
        scene.close();
        model.close();
    }
}
