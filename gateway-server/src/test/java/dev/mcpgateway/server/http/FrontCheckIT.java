package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FrontCheckIT {
    private static final String HOST = "Host: test\r\n";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("a version after 1.1", "GET / HTTP/2.0\r\n" + HOST + "\r\n"),
                Arguments.of("a version before 1.0", "GET / HTTP/0.9\r\n" + HOST + "\r\n"),
                Arguments.of("a version in lower case", "GET / http/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("a word behind the version", "GET / HTTP/1.1 x\r\n" + HOST + "\r\n"),
                Arguments.of("no Host", "GET / HTTP/1.1\r\n\r\n"),
                Arguments.of("two Hosts", "GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
                Arguments.of("two Hosts on 1.0", "GET / HTTP/1.0\r\n" + HOST + HOST + "\r\n"),
                Arguments.of("a signed length", "POST / HTTP/1.1\r\n" + HOST + "Content-Length: +4\r\n\r\nabcd"),
                Arguments.of("a method that is no token", "G(T / HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("a path that starts with an authority", "GET //other/a HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("a path that starts with three slashes", "GET ///a HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("a scheme that is not served", "GET ftp://test/a HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("a fragment", "GET /a#b HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("a NUL in a header", "GET / HTTP/1.1\r\n" + HOST + "X: a\0b\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void aDoubtfulRequestIsRefusedAndItsConnectionClosed(String name, String request) throws Exception {
        AtomicInteger handled = new AtomicInteger();
        Handler handler = ignored -> {
            handled.incrementAndGet();
            return Response.empty(200);
        };
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            RawClient.Answer answer = client.send(request).answer();
            assertEquals(400, answer.status(), name);
            assertEquals("application/json; charset=utf-8", answer.header("Content-Type"));
            assertEquals("close", answer.header("Connection"));
            assertTrue(answer.headers().containsKey("x-request-id"));
            assertTrue(client.isEnded());
            assertEquals(0, handled.get());
        }
    }

    static Stream<Arguments> served() {
        return Stream.of(
                Arguments.of("HTTP/1.1", "GET /a HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("HTTP/1.0 without Host", "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
                Arguments.of("an absolute target", "GET http://other/a HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of("an unknown method", "BREW /a HTTP/1.1\r\n" + HOST + "\r\n"),
                Arguments.of(
                        "an offer of HTTP/2",
                        "GET /a HTTP/1.1\r\n" + HOST + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
                Arguments.of("a tab in a header", "GET /a HTTP/1.1\r\n" + HOST + "X: a\tb\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("served")
    void anUnusualButSoundRequestIsServed(String name, String request) throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient client = listening.client()) {
            assertEquals("{\"path\":\"/a\"}", client.send(request).answer().text(), name);
            assertEquals("{\"path\":\"/b\"}", client.get("/b").answer().text(), "the connection is kept");
        }
    }

    @Test
    void aChunkedRequestEndsItsConnectionAsTheJdkMiscountsLargeChunks() throws Exception {
        try (Listening listening = Listening.to(request -> {
                    byte[] body = request.body();
                    return Response.json(200, body.length);
                });
                RawClient client = listening.client()) {
            // 2^32 is zero in 32 bits: the JDK takes this chunk for the last one and what follows for another request.
            client.send("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n100000000\r\n\r\n"
                    + "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n");
            RawClient.Answer answer = client.answer();
            assertEquals("close", answer.header("Connection"));
            assertEquals(0, client.rest().length, "the smuggled request is not answered");
        }
    }
}
