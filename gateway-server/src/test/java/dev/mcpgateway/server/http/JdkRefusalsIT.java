package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins {@code docs/http.md}: what the JDK's server does before any handler of ours is called, or behind its back. */
final class JdkRefusalsIT {
    private static final String HOST = "Host: test\r\n";
    private static final String HEADERS_IN_LF = "GET / HTTP/1.1\r\n" + HOST.replace("\r", "") + '\n';
    private static final Path DOCUMENT = Path.of("..", "docs", "http.md");

    /** What the client sees. */
    enum Seen {
        HTML_400("400, HTML"),
        HTML_404("404, HTML"),
        HTML_501("501, HTML"),
        CLOSED("closed, no answer"),
        SERVED("served");

        private final String text;

        Seen(String text) {
            this.text = text;
        }
    }

    record Case(String name, Seen seen, String request) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case line(String name, Seen seen, String requestLine) {
        return new Case(name, seen, requestLine + "\r\n" + HOST + "\r\n");
    }

    private static Case header(String name, Seen seen, String headers) {
        return new Case(name, seen, "GET / HTTP/1.1\r\n" + HOST + headers + "\r\n");
    }

    private static Case body(String name, Seen seen, String headers) {
        return new Case(name, seen, "POST / HTTP/1.1\r\n" + HOST + headers + "\r\n");
    }

    static Stream<Case> cases() {
        return Stream.of(
                line("a character that no URI has, raw (`[`, `\"`, a control)", Seen.HTML_400, "GET /[ HTTP/1.1"),
                line("a broken escape (`%zz`)", Seen.HTML_400, "GET /%zz HTTP/1.1"),
                line("a request line of one or two words", Seen.HTML_400, "GET /"),
                new Case("what is not HTTP at all (a TLS hello)", Seen.HTML_400, "\u0016\u0003\u0001\u0002\r\n\r\n"),
                line("`//x`, an authority without a path", Seen.HTML_404, "GET //x HTTP/1.1"),
                line("an absolute target without a path", Seen.HTML_404, "GET http://x HTTP/1.1"),
                line("a target that does not start with a slash", Seen.HTML_404, "GET x HTTP/1.1"),
                line("`OPTIONS *`", Seen.HTML_404, "OPTIONS * HTTP/1.1"),
                line("`CONNECT host:port`", Seen.CLOSED, "CONNECT test:443 HTTP/1.1"),
                line("a request line over 32 KiB", Seen.CLOSED, "GET /" + "x".repeat(40_000) + " HTTP/1.1"),
                header("over 100 different header names", Seen.CLOSED, manyHeaders()),
                header("over 32 KiB of headers", Seen.CLOSED, "X: " + "x".repeat(40_000) + "\r\n"),
                header("a header line without a colon", Seen.HTML_400, "X\r\n"),
                header("a space before the colon", Seen.HTML_400, "X : y\r\n"),
                header("a header name that is no token", Seen.HTML_400, "X(y): z\r\n"),
                header("a CR inside a header line", Seen.HTML_400, "X: y\rz\r\n"),
                body("`Content-Length` twice, or not a number", Seen.HTML_400, "Content-Length: x\r\n"),
                body("a negative `Content-Length`", Seen.HTML_400, "Content-Length: -1\r\n"),
                body(
                        "`Content-Length` with `Transfer-Encoding`",
                        Seen.HTML_400,
                        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
                body(
                        "a `Transfer-Encoding` other than `chunked`",
                        Seen.HTML_501,
                        "Transfer-Encoding: gzip, chunked\r\n"),
                header("a header folded over two lines", Seen.SERVED, "X: y\r\n z\r\n"),
                new Case("header lines that end in LF alone", Seen.SERVED, HEADERS_IN_LF),
                line("a word between target and version", Seen.SERVED, "GET / x HTTP/1.1"),
                new Case(
                        "empty lines before the request line",
                        Seen.SERVED,
                        "\r\n\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n"));
    }

    private static String manyHeaders() {
        return IntStream.range(0, 100).mapToObj(i -> "X" + i + ": y\r\n").reduce("", String::concat);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theJdkDoesWhatTheDocumentSays(Case example) throws Exception {
        try (Listening listening = Listening.to(request -> Response.bytes(200, "text/plain", new byte[] {'!'}));
                RawClient client = listening.client()) {
            client.send(example.request());
            if (example.seen() == Seen.SERVED) {
                assertEquals("!", client.answer().text());
                return;
            }
            String answer = new String(client.rest(), StandardCharsets.ISO_8859_1);
            switch (example.seen()) {
                case HTML_400 -> assertHtml("400 Bad Request", answer);
                case HTML_404 -> assertHtml("404 Not Found", answer);
                case HTML_501 -> assertHtml("501 Not Implemented", answer);
                default -> assertEquals("", answer);
            }
        }
    }

    private static void assertHtml(String status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains("Content-Type: text/html"), answer);
        assertTrue(answer.contains("Connection: close"), answer);
    }

    @Test
    void theDocumentListsEveryCase() throws Exception {
        List<String> rows = Files.readAllLines(DOCUMENT);
        for (Case example : cases().toList()) {
            String row = "| " + example.name() + " | " + example.seen().text + " |";
            assertTrue(rows.stream().anyMatch(line -> line.startsWith(row)), row);
        }
    }
}
