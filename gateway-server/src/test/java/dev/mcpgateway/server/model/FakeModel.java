package dev.mcpgateway.server.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.server.testing.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An OpenAI-compatible server in a test: it tells what it was sent, or does what the test says. */
public final class FakeModel implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-model");
        thread.setDaemon(true);
        return thread;
    });
    private final List<ObjectNode> received = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile HttpHandler answer =
            exchange -> json(exchange, 200, received(exchange).toString());

    private FakeModel(HttpServer server) {
        this.server = server;
    }

    public static FakeModel start() {
        try {
            FakeModel model =
                    new FakeModel(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            model.server.createContext("/", model::handle);
            model.server.setExecutor(model.threads);
            model.server.start();
            return model;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** From now on this answers. */
    public FakeModel answering(HttpHandler handler) {
        answer = handler;
        return this;
    }

    /** The requests whose bodies were read to their ends, as {@code {"method", "target", "headers", "bytes", "sha256"}}. */
    List<ObjectNode> received() {
        return received;
    }

    /** How many bytes of bodies have come so far. */
    long bytesSoFar() {
        return bytes.get();
    }

    /** Reads the whole request; its headers are under their names in lower case. */
    ObjectNode received(HttpExchange exchange) throws IOException {
        ObjectNode request = Exchange.JSON.createObjectNode();
        request.put("method", exchange.getRequestMethod());
        request.put("target", exchange.getRequestURI().toString());
        ObjectNode headers = request.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
        MessageDigest digest = sha256();
        long count = 0;
        try (InputStream body = exchange.getRequestBody()) {
            byte[] part = new byte[16 * 1024];
            for (int read = body.read(part); read >= 0; read = body.read(part)) {
                digest.update(part, 0, read);
                count += read;
                bytes.addAndGet(read);
            }
        }
        request.put("bytes", count).put("sha256", HexFormat.of().formatHex(digest.digest()));
        received.add(request);
        return request;
    }

    /** Answers with JSON. */
    public static void json(HttpExchange exchange, int status, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
        }
        exchange.sendResponseHeaders(status, isHead ? -1 : content.length);
        if (!isHead) {
            exchange.getResponseBody().write(content);
        }
        exchange.close();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        answer.handle(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
