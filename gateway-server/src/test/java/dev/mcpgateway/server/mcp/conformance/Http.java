package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One exchange: a request, and an answer in one piece or as a stream of events. */
final class Http {
    private final HttpExchange exchange;

    Http(HttpExchange exchange) {
        this.exchange = exchange;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).map(String::strip);
    }

    byte[] body() throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    void set(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    void empty(int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    void json(int status, ObjectNode message) throws IOException {
        byte[] body = JsonRpc.bytes(message);
        set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void startEvents() throws IOException {
        set("Content-Type", "text/event-stream");
        set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        // Nothing is on the wire before the first byte of the body.
        write(":\n\n");
    }

    void write(String events) throws IOException {
        exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    void end() {
        exchange.close();
    }
}
