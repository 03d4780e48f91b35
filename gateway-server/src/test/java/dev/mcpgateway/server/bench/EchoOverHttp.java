package dev.mcpgateway.server.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.server.mcp.EchoServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The jar's echo server behind a URL, on the server that comes with the JDK: a small MCP server as people write them. */
public final class EchoOverHttp {
    private final EchoServer echo = new EchoServer("1");

    private EchoOverHttp() {}

    /** Prints the port, and serves until it is killed. */
    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        EchoOverHttp handler = new EchoOverHttp();
        server.createContext("/mcp", handler::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream(512);
        echo.serve(new ByteArrayInputStream(exchange.getRequestBody().readAllBytes()), answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.size() == 0 ? 202 : 200, answer.size() == 0 ? -1 : answer.size());
        answer.writeTo(exchange.getResponseBody());
        exchange.close();
    }
}
