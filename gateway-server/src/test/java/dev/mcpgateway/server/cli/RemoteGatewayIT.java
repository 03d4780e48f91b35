package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.EmbeddedGateway;
import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.cli.Cli.Ended;
import dev.mcpgateway.server.domain.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a gateway elsewhere. */
class RemoteGatewayIT {
    @TempDir
    Path folder;

    @Test
    void everyCommandDoesWhatItDoesOnTheFile() throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
            Cli cli = Cli.in(folder.toRealPath())
                    .without("MCP_GATEWAY_CONFIG")
                    .with("GATEWAY_BASE_URL", gateway.url().toString())
                    .with("ADMIN_API_KEY", gateway.adminKey());
            cli.line("user generate-api-key --email default@example.com --project-name default_project")
                    .expect(0);
            new Scenario(cli, false).run();
        }
    }

    @Test
    void theKeyComesFromTheEnvironmentOrAFile() throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
            Path file = Files.writeString(folder.resolve("key"), gateway.adminKey() + "\n");
            for (String[] variable : new String[][] {
                {"ADMIN_API_KEY", gateway.adminKey()},
                {"GATEWAY_ADMIN_KEY", gateway.adminKey()},
                {"GATEWAY_ADMIN_KEY_FILE", file.toString()},
                {"GATEWAY_ADMIN_KEY_FILE", "key"}
            }) {
                Cli.in(folder)
                        .with(variable[0], variable[1])
                        .run("user", "list", "--gateway-url", gateway.url() + "/")
                        .expect(0);
            }
        }
    }

    @Test
    void aWrongKeyIsRefusedAndItsSourceNamed() {
        try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
            Ended ended = Cli.in(folder)
                    .with("GATEWAY_ADMIN_KEY", "wrong-key-9fA")
                    .run("user", "list", "--gateway-url", gateway.url().toString())
                    .expect(1);
            assertTrue(ended.err().startsWith("AUTH_INVALID_CREDENTIALS: "), ended.err());
            assertTrue(ended.err().contains("GATEWAY_ADMIN_KEY"), ended.err());
            assertFalse(ended.err().contains("wrong-key-9fA"), ended.err());
        }
    }

    @Test
    void noKeyAKeyFileThatIsNotThereAndAKeyWithALineBreakAreNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        for (String[] given : new String[][] {
            {"X", "x", "ADMIN_API_KEY"},
            {"GATEWAY_ADMIN_KEY_FILE", "none", "none"},
            {"GATEWAY_ADMIN_KEY_FILE", empty.toString(), "is empty"},
            {"ADMIN_API_KEY", "a\r\nX-Injected: b", "line break"}
        }) {
            Ended ended = Cli.in(folder)
                    .with(given[0], given[1])
                    .run("user", "list", "--gateway-url", "http://127.0.0.1:1")
                    .expect(1);
            assertTrue(ended.err().contains(given[2]), ended.err());
        }
    }

    @Test
    void whatIsNoAddressIsUsage() {
        for (String url :
                new String[] {"localhost:8001", "ftp://x", "http://", "http://u:p@x", "http://x?y", "http://x y"}) {
            Ended ended = Cli.in(folder)
                    .with("ADMIN_API_KEY", "k")
                    .run("user", "list", "--gateway-url", url)
                    .expect(2);
            assertTrue(ended.err().contains("--gateway-url"), ended.err());
        }
    }

    @Test
    void aNamedFileAndANamedGatewayExcludeEachOtherAndAFileBeatsTheEnvironment() {
        Cli cli = Cli.configured(folder)
                .with("GATEWAY_BASE_URL", "http://127.0.0.1:1")
                .with("ADMIN_API_KEY", "k");
        cli.line("user list --config config.json --gateway-url http://127.0.0.1:1")
                .expect(2);
        cli.line("user list --config config.json").expect(0);
        cli.line("user list").expect(1);
        cli.line("admin-key --gateway-url http://127.0.0.1:1").expect(2);
        cli.line("admin-key").expect(0);
    }

    @Test
    void anAddressWithThePathOfTheApiIsSaidToHaveOneTooMany() {
        try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
            Ended ended = remote(gateway.url() + "/api/v1").expect(1);
            assertTrue(ended.err().contains("without /api/v1"), ended.err());
        }
    }

    @Test
    void noServerIsSaid() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Ended ended = remote("http://127.0.0.1:" + port).expect(1);
        assertTrue(ended.err().contains("No gateway answers at http://127.0.0.1:" + port), ended.err());
        assertTrue(remote("http://no-such-host.invalid").expect(1).err().contains("no-such-host.invalid"));
    }

    @Test
    void whatAnswersAndIsNoGatewayIsSaid() throws Exception {
        String html = "<html>Welcome</html>";
        for (String[] answer : new String[][] {
            {"HTTP/1.1 200 OK\r\nContent-Length: " + html.length() + "\r\n\r\n" + html, "not as a gateway does"},
            {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", "not as a gateway does"},
            {"HTTP/1.1 404 Not Found\r\n\r\n", "not as a gateway does"},
            {"HTTP/1.1 204 No Content\r\n\r\n", "not as a gateway does"},
            {"HTTP/1.1 302 Found\r\nLocation: http://evil.example\r\nContent-Length: 0\r\n\r\n", "not followed"},
            {"SSH-2.0-OpenSSH\r\n", "does not speak HTTP"},
            {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "closed"},
            {"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{", "length"},
            {"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{", "length"},
            {"", "closed"}
        }) {
            try (OneAnswer server = new OneAnswer(answer[0])) {
                Ended ended = remote(server.url()).expect(1);
                assertTrue(ended.err().contains(answer[1]), answer[0] + ": " + ended.err());
            }
        }
    }

    @Test
    void chunksAndInterimAnswersAreUnderstood() throws Exception {
        String answer = """
                HTTP/1.1 100 Continue

                HTTP/1.1 200 OK
                Transfer-Encoding: chunked

                A;x=y
                {"data":[1
                2
                ]}
                0
                Trailer: t

                """.replace("\n", "\r\n");
        try (OneAnswer server = new OneAnswer(answer)) {
            assertEquals("1", remote(server.url()).expect(0).json().at("/0").asText());
        }
    }

    @Test
    void aServerThatNeverEndsItsAnswerIsLeft() throws Exception {
        try (OneAnswer server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", false);
                HttpGateway gateway = new HttpGateway(
                        URI.create(server.url()),
                        Secret.of("k"),
                        "a test",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(300))) {
            CommandFailure late = assertThrows(
                    CommandFailure.class, () -> gateway.send(new GatewayCall(Declarations.named("listUsers"))));
            assertTrue(String.valueOf(late.getMessage()).contains("did not answer in time"), late.getMessage());
        }
    }

    private Ended remote(String url) {
        return Cli.in(folder).with("ADMIN_API_KEY", "k").run("user", "list", "--gateway-url", url);
    }

    /** Says the same to every connection. */
    private static final class OneAnswer implements AutoCloseable {
        private final ServerSocket socket;

        OneAnswer(String answer) throws IOException {
            this(answer, true);
        }

        OneAnswer(String answer, boolean closes) throws IOException {
            this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> serve(answer, closes), "one-answer");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        private void serve(String answer, boolean closes) {
            try {
                Socket client = socket.accept();
                // The whole head, so that closing does not reset the connection.
                byte[] read = new byte[4096];
                int count = 0;
                while (!new String(read, 0, count, StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
                    count += Math.max(0, client.getInputStream().read(read, count, read.length - count));
                }
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                if (closes) {
                    client.close();
                }
            } catch (IOException closed) {
                // The test is over.
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
