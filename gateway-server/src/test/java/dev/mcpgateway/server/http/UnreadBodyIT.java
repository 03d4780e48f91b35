package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnreadBodyIT {
    private static final int MIB = 1 << 20;

    private static String post(long length) {
        return "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {MIB + 1, 4 * MIB, 8 * MIB})
    void anOversizedBodyIsAnsweredAlthoughTheClientSendsItAllFirst(int size) throws Exception {
        try (Listening listening = Listening.to(request -> Response.json(200, request.body().length));
                RawClient client = listening.client()) {
            client.send(post(size)).send(new byte[size]);
            RawClient.Answer answer = client.answer();
            assertEquals(413, answer.status());
            assertEquals("close", answer.header("Connection"));
            assertTrue(answer.text().contains("1048576 bytes"), answer::text);
            assertTrue(client.isEnded());
        }
    }

    @Test
    void anOversizedChunkedBodyIsAnsweredAlthoughTheClientSendsItAllFirst() throws Exception {
        try (Listening listening = Listening.to(request -> Response.json(200, request.body().length));
                RawClient client = listening.client()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("10000\r\n" + "x".repeat(65_536) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 40; i++) {
                client.send(chunk);
            }
            client.send("0\r\n\r\n");
            assertEquals(413, client.answer().status());
            assertTrue(client.isEnded());
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsTakenAndOneMoreIsNot() throws Exception {
        Limits limits = Limits.defaults().withMaxBodyBytes(10);
        try (Listening listening = Listening.with(limits, request -> Response.json(200, request.body().length))) {
            for (String body : new String[] {"0123456789", "0123456789x"}) {
                int expected = body.length() == 10 ? 200 : 413;
                try (RawClient client = listening.client()) {
                    assertEquals(
                            expected,
                            client.send(post(body.length()) + body).answer().status());
                }
                try (RawClient client = listening.client()) {
                    client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
                    assertEquals(expected, client.answer().status());
                }
            }
        }
    }

    static Stream<Response> earlyAnswers() {
        return Stream.of(
                Response.json(401, Map.of("error", "X")),
                Response.bytes(401, "text/plain", new byte[100_000]),
                Response.empty(401));
    }

    @ParameterizedTest
    @MethodSource("earlyAnswers")
    void anAnswerBeforeTheBodyWasReadKeepsTheConnection(Response early) throws Exception {
        try (Listening listening = Listening.to(request -> early);
                RawClient client = listening.client()) {
            for (int i = 0; i < 3; i++) {
                client.send(post(MIB)).send(new byte[MIB]);
                RawClient.Answer answer = client.answer();
                assertEquals(401, answer.status());
                assertEquals("", answer.header("Connection"));
            }
        }
    }

    @Test
    void anEarlyAnswerIsSentBeforeTheBodyHasArrived() throws Exception {
        try (Listening listening = Listening.to(request -> Response.json(401, Map.of("error", "X")));
                RawClient client = listening.client()) {
            client.send(post(5));
            assertEquals(401, client.answer().status());
            client.send("12345");
            assertEquals(401, client.get("/").answer().status(), "the connection is still in step");
        }
    }

    @Test
    void aBodyPastTheDrainLimitEndsTheConnectionAfterTheAnswer() throws Exception {
        Limits limits = Limits.defaults().withDrain(1000, Limits.defaults().drainTime());
        try (Listening listening = Listening.with(limits, request -> Response.json(401, Map.of("error", "X")));
                RawClient client = listening.client()) {
            client.send(post(1001) + "x".repeat(1001));
            RawClient.Answer answer = client.answer();
            assertEquals(401, answer.status());
            assertEquals("close", answer.header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void aBodyThatNeverComesEndsTheConnectionAfterTheAnswerAndTheDrainTime() throws Exception {
        try (Listening listening =
                        Listening.with(Listening.shortDrain(), request -> Response.json(401, Map.of("error", "X")));
                RawClient client = listening.client()) {
            client.send(post(100) + "x");
            assertEquals(401, client.answer().status());
            assertTrue(client.isEnded());
        }
    }

    @Test
    void anEmptyAnswerUnderABodyThatNeverComesEndsTheConnection() throws Exception {
        try (Listening listening = Listening.with(Listening.shortDrain(), request -> Response.empty(401));
                RawClient client = listening.client()) {
            client.send(post(100) + "x");
            client.rest();
            assertTrue(client.isEnded());
        }
    }

    @Test
    void aBodyThatBreaksOffIsReportedToTheObserver() throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        ListenerOptions options =
                Listening.options().withObserver((request, code, nanos, bytes) -> status.complete(code));
        try (Listening listening = Listening.with(options, request -> Response.json(200, request.body().length));
                RawClient client = listening.client()) {
            client.send(post(100) + "half").endOutput();
            assertEquals(400, client.answer().status());
            assertEquals(400, status.get(30, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nab\r\n", "ffffffff\r\nab\r\n", "2\r\nabc\r\n", "-1\r\n", "80000000\r\nab\r\n"})
    void aMalformedChunkIsABadRequest(String chunk) throws Exception {
        try (Listening listening =
                        Listening.with(Listening.shortDrain(), request -> Response.json(200, request.body().length));
                RawClient client = listening.client()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk);
            RawClient.Answer answer = client.answer();
            assertEquals(400, answer.status());
            assertEquals("close", answer.header("Connection"));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void aClientThatExpects100IsToldToContinue() throws IOException {
        try (Listening listening = Listening.to(request -> Response.json(200, request.body().length));
                RawClient client = listening.client()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertEquals(100, client.headAnswer().status());
            assertEquals("2", client.send("{}").answer().text());
        }
    }
}
