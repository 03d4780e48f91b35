package dev.mcpgateway.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A listener on a free port, and connections to it. */
final class Listening implements AutoCloseable {
    static final Handler HELLO = request -> Response.json(200, Map.of("path", request.rawPath()));

    private static final Duration SOON = Duration.ofMillis(400);
    private static final Duration LATE = Duration.ofMinutes(5);

    private final HttpListener listener;

    private Listening(HttpListener listener) {
        this.listener = listener;
    }

    static ListenerOptions options() {
        return ListenerOptions.of("127.0.0.1", 0);
    }

    static Listening to(Handler handler) {
        return with(options(), handler);
    }

    static Listening with(Limits limits, Handler handler) {
        return with(options().withLimits(limits), handler);
    }

    static Listening with(ListenerOptions options, Handler handler) {
        return with(options, handler, Listening::explain);
    }

    static Listening with(ListenerOptions options, Handler handler, ErrorResponder errors) {
        try {
            return new Listening(HttpListener.start(options, handler, errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header has a deadline that a test can wait for, and nothing else, so that a busy machine cuts nothing else. */
    static Limits shortHeaders() {
        return Limits.defaults().withDeadlines(SOON, LATE, LATE);
    }

    /** The same for each read of a body. */
    static Limits shortBodies() {
        return Limits.defaults().withDeadlines(LATE, SOON, LATE);
    }

    /** The same for each write. */
    static Limits shortWrites() {
        return Limits.defaults().withDeadlines(LATE, LATE, SOON);
    }

    /** The same for the draining of an unread body. */
    static Limits shortDrain() {
        return Limits.defaults().withDrain(8 << 20, SOON);
    }

    static Response explain(@Nullable Request request, Throwable failure) {
        Map<String, String> body = new TreeMap<>();
        if (failure instanceof HttpException refusal) {
            body.put("error", refusal.kind().name());
            body.put("detail", refusal.text());
            Response response = Response.json(refusal.status(), body);
            for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
                response = response.withHeader(header.getKey(), header.getValue());
            }
            return response;
        }
        body.put("error", "INTERNAL_ERROR");
        body.put("detail", failure.getClass().getSimpleName());
        return Response.json(500, body);
    }

    HttpListener listener() {
        return listener;
    }

    int port() {
        return listener.port();
    }

    RawClient client() {
        return RawClient.connect(port());
    }

    @Override
    public void close() {
        listener.close(Duration.ZERO);
    }
}
