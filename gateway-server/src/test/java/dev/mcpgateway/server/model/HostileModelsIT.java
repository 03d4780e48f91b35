package dev.mcpgateway.server.model;

import static dev.mcpgateway.server.model.ModelScene.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Eventually;
import dev.mcpgateway.server.testing.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models' servers that are down, break off, or answer with anything; and clients that leave. */
@Timeout(120)
class HostileModelsIT {
    private static final String EVENTS = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream",
            "Transfer-Encoding: chunked",
            "",
            "9",
            "data: 1\n\n",
            "");

    private final ModelScene scene = new ModelScene();

    @AfterEach
    void close() {
        scene.close();
    }

    /** Begins to stream, and counts {@code isOver} down when the gateway has ended the exchange. */
    private static RawModel streaming(CountDownLatch isOver) throws IOException {
        return new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, EVENTS);
            assertEquals(-1, socket.getInputStream().read());
            isOver.countDown();
        });
    }

    private void use(RawModel model) {
        scene.upstream("{\"base_url\": \"%s\"}".formatted(model.url()));
    }

    @Test
    void aServerThatIsDownIsA502() {
        String url;
        try (RawModel model = new RawModel(socket -> {})) {
            url = model.url();
        }
        scene.upstream("{\"base_url\": \"%s\"}".formatted(url));
        refused(scene.get("/v1/models", scene.key()), 502, "upstream_unreachable", "api_error");
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.255.255.1:9/v1, upstream_address_refused",
        "http://169.254.169.254/v1, upstream_address_refused",
        "http://no-such-host.invalid/v1, upstream_unreachable",
    })
    void aServerWhereTheGatewayMayNotGoIsNotConnectedTo(String url, String code) {
        scene.upstream("{\"base_url\": \"%s\"}".formatted(url));
        refused(scene.get("/v1/models", scene.key()), 502, code, "api_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closes at once | ''",
                "is no HTTP | SSH-2.0-x\\r\\n",
                "breaks off in its head | HTTP/1.1 200 OK\\r\\nContent-Ty",
                "has two lengths | HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab",
                "has a coding that nobody knows | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nab",
                "switches protocols | HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n",
            })
    void anAnswerThatIsNoneIsA502(String what, String sent) {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, sent.replace("\\r\\n", "\r\n"));
            socket.close();
        })) {
            use(model);
            refused(scene.get("/v1/models", scene.key()), 502, "upstream_failed", "api_error");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK\\r\\nContent-Length: 20\\r\\n\\r\\nhalf",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n4\\r\\nhalf\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n4\\r\\nhalfX\\r\\n0\\r\\n\\r\\n",
            })
    void halfAnAnswerDoesNotLookLikeAWholeOne(String sent) {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, sent.replace("\\r\\n", "\r\n"));
            socket.close();
        })) {
            use(model);
            HttpResponse<InputStream> answer =
                    ModelScene.send(scene.request("/v1/models", scene.key()).GET());
            assertEquals(200, answer.statusCode());
            assertThrows(IOException.class, () -> answer.body().readAllBytes());
        }
    }

    @Test
    void anAnswerThatEndsWithItsConnectionIsHandedOn() {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.0 200 OK\r\nVary: A\r\nVary: B\r\n\r\nwhole");
            socket.close();
        })) {
            use(model);
            Exchange answer = scene.get("/v1/models", scene.key()).expect(200);
            assertEquals("whole", answer.text());
            assertEquals("A, B", answer.header("Vary"));
        }
    }

    @Test
    void aConnectionThatWasClosedWhileItWasIdleIsNoFailureOfARead() {
        AtomicInteger connections = new AtomicInteger();
        try (RawModel model = new RawModel(socket -> {
            connections.incrementAndGet();
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            socket.close();
        })) {
            use(model);
            String key = scene.key();
            for (int i = 1; i <= 3; i++) {
                assertEquals("ok", scene.get("/v1/models", key).expect(200).text());
                assertEquals(i, connections.get());
            }
        }
    }

    @Test
    void whatAServerSaysThatReadsNoLongBodyIsHandedOn() {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlong");
            // With much of the body unread, which resets the connection under the one who sends it.
            socket.close();
        })) {
            use(model);
            Exchange answer = scene.send(ApiCall.of("POST", "/v1/files").withBytes(new byte[6 << 20]), scene.key());
            assertEquals(413, answer.status());
            assertEquals("long", answer.text());
        }
    }

    @Test
    void anAnswerThatComesBeforeTheBodyIsSentIsHandedOnWhileMoreOfItWouldCome() throws Exception {
        CountDownLatch isAnswered = new CountDownLatch(1);
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            // The rest is neither read nor is the connection closed.
            RawModel.write(socket, "HTTP/1.1 429 Too Many\r\nRetry-After: 9\r\nContent-Length: 4\r\n\r\nbusy");
            isAnswered.countDown();
        })) {
            use(model);
            try (Socket client = scene.connect("POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + scene.key() + "\r\nContent-Length: 2000000\r\n\r\n")) {
                client.getOutputStream().write(new byte[100_000]);
                assertTrue(isAnswered.await(60, TimeUnit.SECONDS));
                client.getOutputStream().write(new byte[1_000_000]);
                // The rest does not come, and the answer does not wait for it.
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 429 "), answer);
                assertTrue(answer.contains("\r\nRetry-after: 9\r\n"), answer);
                assertTrue(answer.endsWith("\r\n\r\nbusy"), answer);
            }
        }
    }

    @Test
    void anInterimAnswerDoesNotEndTheBody() {
        byte[] body = new byte[1 << 20];
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            int read = socket.getInputStream().readNBytes(body.length).length;
            RawModel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n" + read);
        })) {
            use(model);
            Exchange answer = scene.send(ApiCall.of("POST", "/v1/files").withBytes(body), scene.key());
            assertEquals(Integer.toString(body.length), answer.expect(200).text());
        }
    }

    @Test
    void aClientThatLeavesEndsTheExchangeWithTheModel() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, EVENTS);
            try {
                while (true) {
                    RawModel.write(socket, "9\r\ndata: 2\n\n\r\n");
                }
            } catch (IOException closed) {
                isOver.countDown();
            }
        })) {
            use(model);
            Socket client = scene.connect(
                    "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + scene.key() + "\r\n\r\n");
            assertTrue(client.getInputStream().read() > 0);
            client.close();
            Eventually.await("the exchange with the model is over", () -> isOver.getCount() == 0);
        }
    }

    @Test
    void oneKeyHasAHundredCallsUnderWayAndOthersHaveTheirs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<HttpResponse<InputStream>> answers = new ArrayList<>();
        scene.model().answering(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            if (!exchange.getRequestURI().getPath().endsWith("/short")) {
                try {
                    end.await();
                } catch (InterruptedException over) {
                    // The test is.
                }
            }
            exchange.close();
        });
        String key = scene.key();
        for (int i = 0; i < 100; i++) {
            answers.add(ModelScene.send(scene.request("/v1/models", key).GET()));
        }
        Exchange refused = refused(scene.get("/v1/models/short", key), 503, "overloaded", "api_error");
        assertEquals("1", refused.header("Retry-After"));
        scene.get("/v1/models/short", scene.key()).expect(200);
        end.countDown();
        for (HttpResponse<InputStream> answer : answers) {
            assertEquals(200, answer.statusCode());
            answer.body().readAllBytes();
        }
        Eventually.await(
                "places are free again",
                () -> scene.get("/v1/models/short", key).status() == 200);
    }

    @Test
    void anAnswerThatBreaksOffCountsOnceAsAnError() {
        McpScene.Key key = scene.key("");
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
            socket.close();
        })) {
            use(model);
            HttpResponse<InputStream> answer =
                    ModelScene.send(scene.request("/v1/models", key.secret()).GET());
            assertThrows(IOException.class, () -> answer.body().readAllBytes());
        }
        String usage = scene.gateway()
                .get("/api/v1/api-keys/" + key.id() + "/usage?window=1h")
                .text()
                .replaceAll("\\s", "");
        assertTrue(usage.contains("{\"endpoint\":\"GET/v1/models\",\"count\":1,\"errors\":1}"), usage);
    }

    @Test
    void aStreamEndsWithItsKey() throws Exception {
        McpScene.Key key = scene.key("");
        CountDownLatch isOver = new CountDownLatch(1);
        try (RawModel model = streaming(isOver)) {
            use(model);
            HttpResponse<InputStream> answer =
                    ModelScene.send(scene.request("/v1/models", key.secret()).GET());
            byte[] first = answer.body().readNBytes(9);
            assertEquals("data: 1\n\n", new String(first, StandardCharsets.UTF_8));
            scene.gateway()
                    .post("/api/v1/api-keys/" + key.id() + "/disable", null)
                    .expect(200);
            assertThrows(IOException.class, () -> answer.body().readAllBytes());
            Eventually.await("the exchange with the model is over", () -> isOver.getCount() == 0);
        }
    }

    @Test
    void aCallThatWaitsForItsAnswerEndsWithItsKeyToo() {
        McpScene.Key key = scene.key("");
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            scene.gateway()
                    .post("/api/v1/api-keys/" + key.id() + "/revoke", null)
                    .expect(200);
        })) {
            use(model);
            refused(scene.get("/v1/models", key.secret()), 401, "invalid_api_key", "authentication_error");
        }
    }

    @Test
    void theEndOfTheGatewayEndsCalls() throws Exception {
        CountDownLatch isOver = new CountDownLatch(1);
        try (RawModel model = streaming(isOver)) {
            use(model);
            HttpResponse<InputStream> answer =
                    ModelScene.send(scene.request("/v1/models", scene.key()).GET());
            assertEquals('d', answer.body().read());
            scene.gateway().close();
            Eventually.await("the exchange with the model is over", () -> isOver.getCount() == 0);
            assertThrows(IOException.class, () -> answer.body().readAllBytes());
        }
    }

    @Test
    void moreLinesThanAHeadMayHaveAreRefused() {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(70_000) + "\r\n\r\n");
        })) {
            use(model);
            Exchange answer = refused(scene.get("/v1/models", scene.key()), 502, "upstream_failed", "api_error");
            assertFalse(answer.text().contains("xxx"));
        }
    }
}
