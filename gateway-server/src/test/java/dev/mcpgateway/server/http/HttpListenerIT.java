package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpListenerIT {
    @Test
    void aConnectionServesManyRequests() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient client = listening.client()) {
            for (int i = 0; i < 20; i++) {
                RawClient.Answer answer = client.get("/hello/" + i).answer();
                assertEquals(200, answer.status());
                assertEquals("application/json; charset=utf-8", answer.header("Content-Type"));
                assertEquals("{\"path\":\"/hello/" + i + "\"}", answer.text());
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient client = listening.client()) {
            client.send("GET /a HTTP/1.1\r\nHost: t\r\n\r\nPOST /b HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}"
                    + "GET /c HTTP/1.1\r\nHost: t\r\n\r\n");
            assertEquals("{\"path\":\"/a\"}", client.answer().text());
            assertEquals("{\"path\":\"/b\"}", client.answer().text());
            assertEquals("{\"path\":\"/c\"}", client.answer().text());
        }
    }

    @Test
    void aSaneRequestIdIsEchoedAndAnyOtherReplaced() throws Exception {
        try (Listening listening = Listening.to(request -> Response.json(200, Map.of("id", request.id())));
                RawClient client = listening.client()) {
            RawClient.Answer own = client.send("GET / HTTP/1.1\r\nHost: t\r\nX-Request-Id: a.b_C-9\r\n\r\n")
                    .answer();
            assertEquals("a.b_C-9", own.header("X-Request-Id"));
            assertEquals("{\"id\":\"a.b_C-9\"}", own.text());

            for (String bad : List.of("a b", "", "x".repeat(65), "<script>", "é")) {
                RawClient.Answer replaced = client.send(
                                "GET / HTTP/1.1\r\nHost: t\r\nX-Request-Id: " + bad + "\r\n\r\n")
                        .answer();
                assertNotEquals(bad, replaced.header("X-Request-Id"));
                assertTrue(RequestIds.isSane(replaced.header("X-Request-Id")), replaced::toString);
            }
        }
    }

    @Test
    void everyAnswerCarriesADateAndARequestId() throws Exception {
        Handler handler = request -> switch (request.rawPath()) {
            case "/empty" -> Response.empty(204);
            case "/fails" -> throw new IllegalStateException("on purpose");
            case "/events" -> Response.events(sink -> sink.send(ServerSentEvent.of("x")));
            default -> Response.bytes(200, "text/plain", new byte[] {'x'});
        };
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            for (String path : List.of("/empty", "/fails", "/events", "/")) {
                RawClient.Answer answer = client.get(path).answer();
                assertTrue(answer.headers().containsKey("x-request-id"), path);
                assertTrue(answer.headers().containsKey("date"), path);
            }
        }
    }

    @Test
    void headHasTheLengthOfGetAndNoBody() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient client = listening.client()) {
            RawClient.Answer head =
                    client.send("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\n").headAnswer();
            assertEquals(200, head.status());
            assertEquals("17", head.header("Content-Length"));
            assertEquals(17, client.get("/hello").answer().body().length, "the connection is still in step");
        }
    }

    @Test
    void anEmptyAnswerHasLengthZeroAndA204None() throws Exception {
        try (Listening listening =
                        Listening.to(request -> Response.empty(request.rawPath().equals("/204") ? 204 : 200));
                RawClient client = listening.client()) {
            assertEquals("0", client.get("/").answer().header("Content-Length"));
            RawClient.Answer noContent = client.get("/204").answer();
            assertEquals(204, noContent.status());
            assertEquals("", noContent.header("Content-Length"));
            assertEquals("0", client.get("/").answer().header("Content-Length"));
        }
    }

    @Test
    void aStatusThatAllowsNoBodyNeverGetsOne() throws Exception {
        try (Listening listening = Listening.to(
                        request -> Response.json(request.rawPath().equals("/304") ? 304 : 204, Map.of("a", 1)));
                RawClient client = listening.client()) {
            assertEquals(304, client.get("/304").headAnswer().status());
            assertEquals(204, client.get("/204").headAnswer().status());
            assertEquals(304, client.get("/304").headAnswer().status());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_000, 8_192, 32_768, 32_769, 1_000_000, 20_000_000})
    void aBodyOfAnySizeArrivesWhole(int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        try (Listening listening = Listening.to(request -> Response.bytes(200, "application/octet-stream", content));
                RawClient client = listening.client()) {
            for (int i = 0; i < 2; i++) {
                RawClient.Answer answer = client.get("/").answer();
                assertEquals(Integer.toString(size), answer.header("Content-Length"));
                assertArrayEquals(content, answer.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 16_385, 1_048_576})
    void aRequestBodyOfAnySizeUpToTheLimitArrivesWhole(int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        try (Listening listening =
                        Listening.to(request -> Response.bytes(200, "application/octet-stream", request.body()));
                RawClient client = listening.client()) {
            client.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: " + size + "\r\n\r\n")
                    .send(content);
            assertArrayEquals(content, client.answer().body());
            client.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
            if (size > 0) {
                client.send(Integer.toHexString(size) + "\r\n").send(content).send("\r\n");
            }
            client.send("0\r\n\r\n");
            assertArrayEquals(content, client.answer().body());
        }
    }

    @Test
    void whateverAHandlerThrowsIsAnsweredInJson() throws Exception {
        Handler handler = request -> switch (request.rawPath()) {
            case "/checked" -> throw new Exception("on purpose");
            case "/runtime" -> throw new IllegalArgumentException("on purpose");
            case "/memory" -> throw new OutOfMemoryError("on purpose");
            case "/stack" -> recurse(request);
            case "/interrupted" -> throw new InterruptedException("on purpose");
            default -> nothing();
        };
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            for (Map.Entry<String, String> expected : Map.of(
                            "/checked", "Exception",
                            "/runtime", "IllegalArgumentException",
                            "/memory", "OutOfMemoryError",
                            "/stack", "StackOverflowError",
                            "/interrupted", "InterruptedException",
                            "/null", "NullPointerException")
                    .entrySet()) {
                RawClient.Answer answer = client.get(expected.getKey()).answer();
                assertEquals(500, answer.status());
                assertEquals(
                        "{\"detail\":\"" + expected.getValue() + "\",\"error\":\"INTERNAL_ERROR\"}", answer.text());
            }
        }
    }

    @SuppressWarnings("NullAway")
    private static Response nothing() {
        return null;
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Response recurse(Request request) {
        return recurse(request).withHeader("X", "y");
    }

    @Test
    void aFailingErrorResponderStillGetsAnAnswer() throws Exception {
        ErrorResponder failing = (request, failure) -> {
            throw new StackOverflowError("on purpose");
        };
        Handler handler = request -> {
            throw new IllegalStateException("on purpose");
        };
        try (Listening listening = Listening.with(Listening.options(), handler, failing);
                RawClient client = listening.client()) {
            RawClient.Answer answer = client.get("/").answer();
            assertEquals(500, answer.status());
            assertEquals("{\"error\":\"INTERNAL_ERROR\",\"detail\":\"Internal server error\"}", answer.text());
            assertEquals("close", answer.header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void aThreadThatItsHandlerLeftInterruptedStillAnswers() throws Exception {
        Handler handler = request -> {
            Thread.currentThread().interrupt();
            return Response.json(200, Map.of("a", 1));
        };
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            assertEquals(200, client.get("/").answer().status());
            assertEquals(200, client.get("/").answer().status());
        }
    }

    @Test
    void aRefusalCanCarryHeadersAndCloseTheConnection() throws Exception {
        Handler handler = request -> {
            if (request.rawPath().equals("/405")) {
                throw HttpException.methodNotAllowed(List.of(Method.GET, Method.HEAD));
            }
            throw HttpException.badRequest("no").closingConnection();
        };
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            RawClient.Answer notAllowed = client.get("/405").answer();
            assertEquals(405, notAllowed.status());
            assertEquals("GET, HEAD", notAllowed.header("Allow"));
            assertEquals("", notAllowed.header("Connection"));
            assertEquals("close", client.get("/").answer().header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void anAnswerMayCloseTheConnection() throws Exception {
        try (Listening listening = Listening.to(request -> Response.empty(200).withHeader("connection", "close"));
                RawClient client = listening.client()) {
            assertEquals("close", client.get("/").answer().header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void aClientThatAsksForTheEndInAListGetsIt() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient client = listening.client()) {
            client.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: foo, Close\r\n\r\n");
            assertEquals("close", client.answer().header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void theObserverSeesEveryRequestOnceAndMayFail() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        RequestObserver observer = (request, status, nanos, bytes) -> {
            seen.complete(request.methodToken() + " " + request.rawPath() + " " + status + " " + bytes);
            throw new IllegalStateException("on purpose");
        };
        try (Listening listening = Listening.with(Listening.options().withObserver(observer), Listening.HELLO);
                RawClient client = listening.client()) {
            assertEquals(200, client.get("/hello").answer().status());
            assertEquals("GET /hello 200 17", seen.get(30, TimeUnit.SECONDS));
            assertEquals(200, client.get("/hello").answer().status());
        }
    }

    @Test
    void thePeerIsTheOtherEndOfTheConnection() throws Exception {
        Handler handler = request -> Response.bytes(
                200, "text/plain", request.peer().getAddress().getHostAddress().getBytes(StandardCharsets.UTF_8));
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            assertEquals("127.0.0.1", client.get("/").answer().text());
        }
    }

    @Test
    void anOldClientIsServedAndItsConnectionClosed() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient client = listening.client()) {
            assertEquals(200, client.send("GET / HTTP/1.0\r\n\r\n").answer().status());
            assertTrue(client.isEnded());
        }
    }

    @Test
    void theJdkServerIsToldNotToDelayPackets() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO)) {
            assertTrue(listening.port() > 0);
            assertEquals("true", System.getProperty("sun.net.httpserver.nodelay"));
        }
    }
}
