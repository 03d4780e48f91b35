package dev.mcpgateway.server.model;

import dev.mcpgateway.server.http.ByteStream;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a model's answer, handed on as it comes. */
final class ModelAnswer implements ByteStream.Content {
    private static final int PART = 32 * 1024;

    /** Of a stream of events: a line that clients ignore, and that ends no event. */
    private static final byte[] COMMENT = ":\n".getBytes(StandardCharsets.US_ASCII);

    private final ModelCall call;
    private final ModelCalls calls;
    private final Patience patience;
    private boolean isAtLineStart = true;

    ModelAnswer(ModelCall call, ModelCalls calls, Patience patience) {
        this.call = call;
        this.calls = calls;
        this.patience = patience;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Exchange exchange = call.exchange();
        boolean isEvents = exchange.mediaType().equals("text/event-stream")
                && exchange.length() < 0
                && exchange.header("content-encoding") == null;
        InputStream in = exchange.body();
        byte[] part = new byte[PART];
        call.allow(patience.gap());
        if (isEvents) {
            awaitNext(exchange, out);
        }
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            call.unhurried();
            if (read > 0) {
                out.write(part, 0, read);
                isAtLineStart = part[read - 1] == '\n';
            }
            call.allow(patience.gap());
            if (isEvents) {
                awaitNext(exchange, out);
            }
        }
    }

    /** Finds out in the silence between two events whether the client is still there. */
    private void awaitNext(Exchange exchange, OutputStream out) throws IOException {
        while (!exchange.awaitMore((int) patience.quiet().toMillis())) {
            if (isAtLineStart) {
                out.write(COMMENT);
            }
        }
    }

    @Override
    public void close() {
        calls.end(call);
    }
}
