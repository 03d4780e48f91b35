package dev.mcpgateway.server.mcp.upstream.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.domain.HttpUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AnswersApartIT {
    private static final String OTHERS = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nothers";
    private static final String CLEAN = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nclean";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nContent-Length: 54\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
            })
    void whatFollowsAnAnswerIsNotTakenForTheNextOne(String first) throws Exception {
        try (Server server = new Server(first + OTHERS, CLEAN);
                ConnectionPool pool = server.pool()) {
            get(pool);

            assertEquals("clean", get(pool));
        }
    }

    @Test
    void theBodyThatAServerSendsToHeadIsNotTakenForTheNextAnswer() throws Exception {
        try (Server server = new Server("HTTP/1.1 200 OK\r\nContent-Length: 54\r\n\r\n" + OTHERS, CLEAN);
                ConnectionPool pool = server.pool()) {
            try (Exchange head = new Exchange(pool)) {
                head.send(new StreamedRequest("HEAD", "/", List.of(), 0, InputStream.nullInputStream(), true));
                assertEquals(200, head.status());
            }

            assertEquals("clean", get(pool));
        }
    }

    @Test
    void aConnectionThatTheServerWantsClosedIsNotUsedAgainWhateverElseItSaysOfIt() throws Exception {
        String closing = "HTTP/1.1 200 OK\r\nConnection: x-other, Close\r\nContent-Length: 2\r\n\r\nok";
        try (Server server = new Server(closing, CLEAN);
                ConnectionPool pool = server.pool()) {
            assertEquals("ok", get(pool));

            assertEquals("clean", get(pool));
        }
    }

    private static String get(ConnectionPool pool) throws IOException {
        try (Exchange exchange = new Exchange(pool)) {
            exchange.send(new Request("GET", "/", Map.of(), new byte[0], true));
            return new String(exchange.wholeBody(1_000), StandardCharsets.US_ASCII);
        }
    }

    /** Answers the first request on each connection with the next of its answers, and none after it. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Queue<String> answers = new ConcurrentLinkedQueue<>();

        Server(String... answers) throws IOException {
            this.answers.addAll(List.of(answers));
            Thread thread = new Thread(this::serve, "server");
            thread.setDaemon(true);
            thread.start();
        }

        ConnectionPool pool() {
            UpstreamAddresses addresses =
                    new UpstreamAddresses(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, () -> false);
            return new ConnectionPool(
                    HttpUrl.parse("http://localhost:" + listener.getLocalPort() + "/"),
                    new Dialer(addresses, () -> (SSLSocketFactory) SSLSocketFactory.getDefault()));
        }

        private void serve() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        // A header.
                    }
                    String answer = answers.poll();
                    if (answer != null) {
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException closed) {
                // The listener, at the end.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
