package dev.mcpgateway.server.http;

import java.time.Duration;
import java.util.Map;

/** A listener in a process of its own, for what the JDK's server fixes per process. Ends with its standard input. */
final class SmallServer {
    private SmallServer() {}

    public static void main(String[] args) throws Exception {
        byte[] large = new byte[32 << 20];
        Handler handler = request -> switch (request.rawPath()) {
            case "/body" -> Response.json(200, request.body().length);
            case "/early" -> Response.json(401, Map.of());
            case "/empty" -> Response.empty(401);
            case "/large" -> Response.bytes(200, "application/octet-stream", large);
            case "/events" -> Response.events(SmallServer::sendForever);
            case "/broken" ->
                Response.events(sink -> {
                    throw new IllegalStateException("on purpose");
                });
            default -> Response.empty(200);
        };
        Duration soon = Duration.ofMillis(30);
        Limits limits = Limits.defaults().withDeadlines(soon, soon, soon).withDrain(8 << 20, soon);
        try (Listening listening = Listening.with(limits, handler)) {
            System.out.println(listening.port());
            while (System.in.read() >= 0) {
                // Only the end matters.
            }
        }
    }

    private static void sendForever(EventSink sink) throws Exception {
        String event = "x".repeat(10_000);
        while (true) {
            sink.send(ServerSentEvent.of(event));
        }
    }
}
