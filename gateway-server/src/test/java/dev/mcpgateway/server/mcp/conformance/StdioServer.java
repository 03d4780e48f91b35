package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One client over standard input and output, a message a line (specification, "Transports: stdio"); its requests may be of either era. */
final class StdioServer {
    private final Core core;
    private final BufferedReader in;
    private final PrintStream out;
    private final Outlet outlet = this::send;
    private final Client client = new Client(outlet);

    StdioServer(Core core, InputStream in, PrintStream out) {
        this.core = core;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** Serves until the input ends. */
    void serve() throws IOException {
        ExecutorService calls = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "call");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                take(line, calls);
            }
        } finally {
            calls.shutdownNow();
        }
    }

    private void take(String line, ExecutorService calls) {
        Optional<ObjectNode> parsed = JsonRpc.parse(line.getBytes(StandardCharsets.UTF_8));
        if (parsed.isEmpty()) {
            send(new RpcError(RpcError.PARSE_ERROR, "Parse error").response(null));
            return;
        }
        ObjectNode message = parsed.get();
        switch (JsonRpc.kind(message)) {
            case RESPONSE -> client.answered(message);
            case NOTIFICATION -> core.notification(message, client);
            case INVALID -> send(new RpcError(RpcError.INVALID_REQUEST, "Invalid request").response(null));
            case REQUEST -> {
                Runnable task = core.request(core.spoken().era(message), message, client, outlet);
                // A call can wait for an answer that comes through this very reader; all else keeps its order.
                if (JsonRpc.method(message).equals("tools/call")
                        || JsonRpc.method(message).equals("prompts/get")) {
                    calls.execute(task);
                } else {
                    task.run();
                }
            }
        }
    }

    private synchronized boolean send(ObjectNode message) {
        byte[] line = JsonRpc.bytes(message);
        out.write(line, 0, line.length);
        out.write('\n');
        out.flush();
        return !out.checkError();
    }
}
