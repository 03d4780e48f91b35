package dev.mcpgateway.server.bench;

import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.server.http.ServerProperties;
import dev.mcpgateway.server.http.WorkerThreads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The yardstick: a hello on the bare JDK server, with the properties and threads that the gateway uses and nothing
 * else. Run it with a port and measure both with {@code wrk -t1 -c16 -d10s http://127.0.0.1:PORT/}.
 */
public final class BareHello {
    private BareHello() {}

    /** Serves until killed; the argument is the port. */
    public static void main(String[] args) throws Exception {
        ServerProperties.apply();
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8090;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        byte[] hello = "{\"message\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(200, hello.length);
            exchange.getResponseBody().write(hello);
            exchange.getResponseBody().close();
        });
        server.setExecutor(WorkerThreads.create(20_000));
        server.start();
        System.out.println("bare hello on port " + port);
    }
}
