package dev.mcpgateway.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** Puts one answer on the wire: exact length, in one write where it fits, and never lost under an unread body. */
final class AnswerWriter {
    /**
     * The JDK keeps a buffer of twice the largest write for as long as a connection lives, and the deadline is per
     * write; so a large body goes in slices.
     */
    private static final int SLICE = 32 * 1024;

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final HttpExchange exchange;
    private final ConnectionTask task;
    private final RequestBody requestBody;
    private final Limits limits;
    private final boolean head;
    private long bytes;

    AnswerWriter(HttpExchange exchange, ConnectionTask task, RequestBody requestBody, Limits limits) {
        this.exchange = exchange;
        this.task = task;
        this.requestBody = requestBody;
        this.limits = limits;
        this.head = exchange.getRequestMethod().equals("HEAD");
    }

    /** How much of the body was handed over. */
    long bytes() {
        return bytes;
    }

    /**
     * Writes the answer and ends the exchange.
     *
     * @param close whether this is the connection's last answer
     * @return whether the connection is in order; if not, it must be closed by failing
     * @throws IOException if the client is gone or was cut
     */
    boolean write(String requestId, Response response, boolean close) throws IOException {
        try {
            return written(requestId, response, close);
        } finally {
            if (response instanceof ByteStream stream) {
                stream.content().close();
            }
        }
    }

    private boolean written(String requestId, Response response, boolean close) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        headers.set("X-Request-Id", requestId);
        if (close || requestBody.endsConnection(limits.drainBytes()) || clientCloses()) {
            headers.set("Connection", "close");
        }
        boolean whole;
        if (response instanceof JsonBody json) {
            whole = content(json.status(), json.json());
        } else if (response instanceof Bytes other) {
            whole = content(other.status(), other.content());
        } else if (response instanceof EventStream stream) {
            whole = head ? headersOnly(stream.status()) : stream(stream);
        } else if (response instanceof ByteStream stream) {
            whole = bytes(stream);
        } else {
            whole = headersOnly(response.status());
        }
        task.requireWhole();
        return whole;
    }

    /** The JDK knows {@code Connection: close} alone, not in a list (RFC 9110, section 7.6.1). */
    private boolean clientCloses() {
        List<String> options = exchange.getRequestHeaders().get("Connection");
        return options != null
                && options.stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    private boolean content(int status, byte[] content) throws IOException {
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
            return headersOnly(status);
        }
        if (content.length == 0 || status == NO_CONTENT || status == NOT_MODIFIED) {
            return headersOnly(status);
        }
        boolean pending = requestBody.isPending();
        int sent = Math.min(content.length, SLICE);
        task.begin(limits.writeDeadline().toNanos());
        try {
            exchange.sendResponseHeaders(status, content.length);
            OutputStream out = exchange.getResponseBody();
            out.write(content, 0, sent);
            bytes = sent;
            if (sent == content.length) {
                finish(out, pending);
            }
        } finally {
            task.end();
        }
        while (sent < content.length) {
            sent = slice(content, sent, pending);
        }
        return !pending || drained(exchange.getResponseBody());
    }

    private int slice(byte[] content, int from, boolean pending) throws IOException {
        int count = Math.min(content.length - from, SLICE);
        task.begin(limits.writeDeadline().toNanos());
        try {
            OutputStream out = exchange.getResponseBody();
            out.write(content, from, count);
            bytes += count;
            if (from + count == content.length) {
                finish(out, pending);
            }
        } finally {
            task.end();
        }
        return from + count;
    }

    /**
     * Closing ends the exchange for the JDK, which then closes a connection with an unread body: so drain in between.
     */
    private static void finish(OutputStream out, boolean pending) throws IOException {
        if (pending) {
            out.flush();
        } else {
            out.close();
        }
    }

    private boolean drained(OutputStream out) throws IOException {
        if (!drain()) {
            return false;
        }
        out.close();
        return true;
    }

    /** With no content the JDK ends the exchange at once, so an unread body has to go first. */
    private boolean headersOnly(int status) throws IOException {
        boolean drained = drain();
        if (!drained) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        task.begin(limits.writeDeadline().toNanos());
        try {
            exchange.sendResponseHeaders(status, -1);
        } finally {
            task.end();
        }
        return drained;
    }

    private boolean drain() {
        return requestBody.drain(limits.drainBytes(), limits.drainTime().toNanos());
    }

    private boolean stream(EventStream stream) throws IOException {
        return streamed(stream.status(), 0, out -> run(stream.writer(), new ChunkedEventSink(out)));
    }

    private boolean bytes(ByteStream stream) throws IOException {
        int status = stream.status();
        if (head && stream.length() != ByteStream.UNKNOWN) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(stream.length()));
        }
        if (head || stream.length() == 0 || status == NO_CONTENT || status == NOT_MODIFIED) {
            return headersOnly(status);
        }
        return streamed(status, Math.max(0, stream.length()), stream.content()::writeTo);
    }

    /** Writes the body of a stream. */
    @FunctionalInterface
    private interface Body {
        void writeTo(GuardedOutput out) throws IOException;
    }

    /** @param length 0 for chunks */
    private boolean streamed(int status, long length, Body body) throws IOException {
        boolean drained = drain();
        long nanos = limits.writeDeadline().toNanos();
        task.begin(nanos);
        try {
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().flush();
        } finally {
            task.end();
        }
        GuardedOutput out = new GuardedOutput(exchange.getResponseBody(), task, nanos);
        try {
            body.writeTo(out);
        } finally {
            bytes = out.bytes();
        }
        task.begin(nanos);
        try {
            exchange.getResponseBody().close();
        } finally {
            task.end();
        }
        return drained;
    }

    private void run(EventStream.Writer writer, EventSink sink) throws IOException {
        task.startStreaming();
        Exception failure = null;
        try {
            writer.run(sink);
        } catch (Exception e) {
            failure = e;
        }
        boolean askedToEnd = task.stopStreaming();
        if (failure != null && !askedToEnd) {
            throw new IOException("the event stream was cut", failure);
        }
    }
}
