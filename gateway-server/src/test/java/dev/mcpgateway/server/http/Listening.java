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

    /** Deadlines that a test can wait for. */
    static Limits impatient() {
        return patience(Duration.ofMillis(100));
    }

    static Limits patience(Duration time) {
        return Limits.defaults().withDeadlines(time, time, time).withDrain(8 << 20, time);
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
