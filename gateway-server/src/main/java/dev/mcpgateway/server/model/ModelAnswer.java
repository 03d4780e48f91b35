package dev.mcpgateway.server.model;

import dev.mcpgateway.server.http.ByteStream;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** The body of a model's answer, handed on as it comes. */
final class ModelAnswer implements ByteStream.Content {
    private static final Logger LOG = System.getLogger(ModelAnswer.class.getName());
    private static final int PART = 32 * 1024;

    /** Of a stream of events: a line that clients ignore, and that ends no event. */
    private static final byte[] COMMENT = ":\n".getBytes(StandardCharsets.US_ASCII);

    private final ModelCall call;
    private final ModelCalls calls;
    private final Patience patience;
    private final ModelVisit visit;
    private final int status;
    private boolean isAtLineStart = true;

    ModelAnswer(ModelCall call, ModelCalls calls, Patience patience, ModelVisit visit) {
        this.call = call;
        this.calls = calls;
        this.patience = patience;
        this.visit = visit;
        this.status = call.exchange().status();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Exchange exchange = call.exchange();
        boolean isEvents = exchange.mediaType().equals("text/event-stream")
                && exchange.length() < 0
                && exchange.header("content-encoding") == null;
        // Negative, and so never 0, where only the end tells.
        long left = exchange.length();
        byte[] part = new byte[PART];
        for (int read = next(part, isEvents, out); read >= 0; read = next(part, isEvents, out)) {
            left -= read;
            if (left == 0) {
                // Before the client has its last byte: who asks for the usage then finds the call in it.
                visit.answered(status);
            }
            if (read > 0) {
                out.write(part, 0, read);
                isAtLineStart = part[read - 1] == '\n';
            }
        }
        visit.answered(status);
    }

    /** How much more there is in {@code part}; negative at the end. */
    private int next(byte[] part, boolean isEvents, OutputStream out) throws IOException {
        call.allow(patience.gap());
        while (isEvents && !isMoreThere()) {
            // Finds out in the silence between two events whether the client is still there.
            if (isAtLineStart) {
                out.write(COMMENT);
            }
        }
        try {
            int read = call.exchange().body().read(part);
            call.unhurried();
            return read;
        } catch (IOException failure) {
            throw brokenOff(failure);
        }
    }

    private boolean isMoreThere() throws IOException {
        try {
            return call.exchange().awaitMore((int) patience.quiet().toMillis());
        } catch (IOException failure) {
            throw brokenOff(failure);
        }
    }

    private IOException brokenOff(IOException failure) {
        ModelCall.Ending ending = call.ending();
        String why = ending == null ? "the model's server broke off: " + failure.getMessage() : ending.why();
        LOG.log(Level.WARNING, "request " + visit.request().id() + ": its answer was cut, as " + why);
        visit.brokenOff(status);
        return failure;
    }

    @Override
    public void close() {
        try {
            // Unless it was before: a client that has left has what it wanted of the answer.
            visit.answered(status);
        } finally {
            try {
                calls.end(call);
            } finally {
                visit.close();
            }
        }
    }
}
