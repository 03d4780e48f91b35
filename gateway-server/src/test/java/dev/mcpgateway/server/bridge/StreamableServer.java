package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An MCP server over Streamable HTTP that answers each tool in the way its name says. */
public final class StreamableServer implements AutoCloseable {
    public static final String KEY = "mgw_test_key";

    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> own = new LinkedBlockingQueue<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final AtomicInteger breaks = new AtomicInteger();
    private volatile boolean offersStream = true;

    private StreamableServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/mcp", this::handle);
        server.start();
    }

    /** A request, with header names in lower case. */
    public record Received(String method, Map<String, String> headers, String body) {}

    public static StreamableServer start() throws IOException {
        return new StreamableServer(0);
    }

    /** On the port of one that was closed. */
    public static StreamableServer startOn(int port) throws IOException {
        return new StreamableServer(port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/mcp");
    }

    public List<Received> received() {
        return received;
    }

    public Received received(String part) {
        return received.stream()
                .filter(request -> request.body().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + part + " in " + received));
    }

    public void withoutStream() {
        offersStream = false;
    }

    public void forgetSessions() {
        sessions.clear();
    }

    /** Sends a message that nobody asked for. */
    public void say(String message) {
        own.add(message);
    }

    /** Lets the slow calls end. */
    public void finishSlowCalls() {
        slow.countDown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            received.add(new Received(exchange.getRequestMethod(), headers, body));
            if (!("Bearer " + KEY).equals(headers.get("authorization"))) {
                json(exchange, 401, "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"The key is unknown\"}}");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange, headers);
                case "DELETE" -> {
                    sessions.remove(headers.getOrDefault("mcp-session-id", ""));
                    exchange.sendResponseHeaders(204, -1);
                }
                default ->
                    post(
                            exchange,
                            headers,
                            JsonRpc.parse(body.getBytes(StandardCharsets.UTF_8)).orElseThrow());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(HttpExchange exchange, Map<String, String> headers, ObjectNode message)
            throws IOException, InterruptedException {
        String method = message.path("method").asText();
        if (method.equals("initialize")) {
            String session = "session-" + SESSIONS.incrementAndGet();
            sessions.add(session);
            exchange.getResponseHeaders().set("Mcp-Session-Id", session);
            json(
                    exchange,
                    200,
                    result(
                            message.get("id"),
                            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{\"listChanged\":true}}}"));
        } else if (!headers.containsKey("mcp-method")
                && !sessions.contains(headers.getOrDefault("mcp-session-id", ""))) {
            json(
                    exchange,
                    404,
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"Session not found\"}}");
        } else if (!message.has("id") || !message.has("method")) {
            exchange.sendResponseHeaders(202, -1);
        } else {
            call(
                    exchange,
                    message.get("id"),
                    message.path("params").path("name").asText(method));
        }
    }

    private void call(HttpExchange exchange, JsonNode id, String tool) throws IOException, InterruptedException {
        String done = result(id, "{\"done\":\"" + tool + "\"}");
        switch (tool) {
            case "sse" -> {
                OutputStream events = events(exchange);
                event(
                        events,
                        "",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":1}}");
                event(events, "", done);
            }
            case "slow" -> {
                slow.await(60, TimeUnit.SECONDS);
                json(exchange, 200, done);
            }
            case "broken" ->
                events(exchange).write(("id: b" + id + "\nretry: 10\ndata:\n\n").getBytes(StandardCharsets.UTF_8));
            case "lost" -> events(exchange).write(": nothing to go on with\n\n".getBytes(StandardCharsets.UTF_8));
            case "limited" -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                json(exchange, 429, "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Too many\"}}");
            }
            case "refused" ->
                json(
                        exchange,
                        400,
                        "{\"jsonrpc\":\"2.0\",\"id\":" + id
                                + ",\"error\":{\"code\":-32602,\"message\":\"No such tool\"}}");
            case "html" -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, 6);
                exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.UTF_8));
            }
            default -> json(exchange, 200, done.replace(",", ",\n  "));
        }
    }

    private void get(HttpExchange exchange, Map<String, String> headers) throws IOException, InterruptedException {
        String last = headers.getOrDefault("last-event-id", "");
        if (!sessions.contains(headers.getOrDefault("mcp-session-id", ""))) {
            exchange.sendResponseHeaders(404, -1);
        } else if (last.startsWith("b")) {
            resume(exchange, last);
        } else if (!offersStream) {
            exchange.sendResponseHeaders(405, -1);
        } else {
            OutputStream events = events(exchange);
            String message = own.poll(60, TimeUnit.SECONDS);
            // It breaks after each message, so that the next one shows whether it was opened again.
            event(events, "id: own-" + received.size() + "\nretry: 10\n", String.valueOf(message));
        }
    }

    /** Breaks once more before it has the answer. */
    private void resume(HttpExchange exchange, String last) throws IOException {
        OutputStream events = events(exchange);
        if (breaks.incrementAndGet() == 1) {
            event(
                    events,
                    "id: " + last + "+\n",
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":2}}");
        } else {
            event(
                    events,
                    "",
                    "{\"jsonrpc\":\"2.0\",\"id\":" + last.replaceAll("[b+]", "") + ",\"result\":{\"done\":\"after "
                            + last + "\"}}");
        }
    }

    private static OutputStream events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        return exchange.getResponseBody();
    }

    private static void event(OutputStream events, String before, String data) throws IOException {
        events.write((before + "event: message\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        events.flush();
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String result(JsonNode id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    @Override
    public void close() {
        // First, so that calls under way are cut rather than answered.
        server.stop(0);
        threads.shutdownNow();
        slow.countDown();
    }
}
