package dev.mcpgateway.server.bench;

import dev.mcpgateway.server.http.HttpListener;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.ListenerOptions;
import dev.mcpgateway.server.http.Response;
import java.nio.charset.StandardCharsets;

/** The same hello as {@link BareHello} behind the listener: the difference is what the listener costs. */
public final class ListenerHello {
    private ListenerHello() {}

    /** Serves until killed; the argument is the port. */
    public static void main(String[] args) throws Exception {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8091;
        byte[] hello = "{\"message\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
        HttpListener listener = HttpListener.start(
                ListenerOptions.of("127.0.0.1", port),
                request -> JsonBody.ofBytes(200, hello),
                (request, failure) -> Response.empty(500));
        System.out.println("listener hello on port " + listener.port());
        Thread.currentThread().join();
    }
}
