package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Goes once through what users do, a server with a few requests and then a command, and ends: the launcher runs it to let the JVM see
 * which classes the next starts will want. It is no command of its own; nothing of it outlives its folder.
 */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int READ_MILLIS = 5_000;

    private final Path config;
    private final int port;

    private Rehearsal(Path config, int port) {
        this.config = config;
        this.port = port;
    }

    /** The argument is an empty folder. */
    public static void main(String[] args) throws IOException {
        Rehearsal rehearsal = new Rehearsal(Path.of(args[0], "config.json"), freePort());
        Thread visitor = new Thread(rehearsal::visit, "rehearsal-visitor");
        visitor.setDaemon(true);
        visitor.start();
        Main.main(new String[] {
            "start",
            "--config",
            rehearsal.config.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(rehearsal.port)
        });
    }

    /** Another process may take the port meanwhile: then there is no rehearsal this time. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void visit() {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!request("GET /health", "", "").startsWith("HTTP/1.1 200")) {
                if (System.nanoTime() > deadline) {
                    Runtime.getRuntime().halt(1);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            String key = new JsonMapper()
                    .readTree(config.toFile())
                    .path("admin_apikey")
                    .asText();
            request("GET /api/v1/configs", key, "");
            request("POST /api/v1/users", key, "{\"email\": \"rehearsal@example.com\"}");
            // It asks the server, and its end is the end of the process, and of the server in it.
            Main.main(new String[] {"config", "list", "--config", config.toString(), "--output", "table"});
        } catch (IOException | InterruptedException failure) {
            Runtime.getRuntime().halt(1);
        }
    }

    private String request(String line, String key, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_MILLIS);
            OutputStream out = socket.getOutputStream();
            String head = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
            out.write((head + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.ConnectException notYet) {
            return "";
        }
    }
}
