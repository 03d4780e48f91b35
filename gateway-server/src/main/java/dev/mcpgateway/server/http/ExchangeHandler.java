package dev.mcpgateway.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Between the JDK's exchange and our handler: whatever happens in between, the client gets an answer in JSON. */
final class ExchangeHandler implements HttpHandler {
    private static final Logger LOG = System.getLogger(ExchangeHandler.class.getName());
    private static final byte[] LAST_RESORT =
            "{\"error\":\"INTERNAL_ERROR\",\"detail\":\"Internal server error\"}".getBytes(StandardCharsets.UTF_8);

    private final ListenerOptions options;
    private final Handler handler;
    private final ErrorResponder errors;
    private final BooleanSupplier closing;

    /** An answer, and whether the connection ends with it. */
    private record Outcome(Response response, boolean close) {}

    ExchangeHandler(ListenerOptions options, Handler handler, ErrorResponder errors, BooleanSupplier closing) {
        this.options = options;
        this.handler = handler;
        this.errors = errors;
        this.closing = closing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ConnectionTask task = ConnectionTask.current();
        task.headerRead();
        long started = System.nanoTime();
        HttpException refusal = null;
        Framing framing = Framing.UNKNOWN;
        try {
            framing = Framing.of(exchange.getRequestHeaders());
            FrontCheck.check(exchange);
        } catch (HttpException e) {
            refusal = e;
        }
        Limits limits = options.limits();
        RequestBody body = new RequestBody(
                exchange.getRequestBody(),
                framing.length(),
                task,
                limits.bodyReadGap().toNanos());
        Request request = request(exchange, body);
        Outcome outcome = refusal == null ? serve(request) : explain(request, refusal);
        // A handler may have left its thread interrupted, which would close the connection under the answer.
        Thread.interrupted();

        AnswerWriter writer = new AnswerWriter(exchange, task, body, limits);
        boolean whole = false;
        try {
            whole = writer.write(request.id(), outcome.response(), outcome.close() || closing.getAsBoolean());
        } catch (IOException | RuntimeException | Error e) {
            observe(() -> options.observer().aborted(request, e));
            // The JDK forgets a connection only if its handler fails, or ends in order.
            throw e;
        } finally {
            long nanos = System.nanoTime() - started;
            observe(() ->
                    options.observer().completed(request, outcome.response().status(), nanos, writer.bytes()));
        }
        if (!whole) {
            throw new ConnectionCutException();
        }
    }

    private Request request(HttpExchange exchange, RequestBody body) {
        Headers headers = exchange.getRequestHeaders();
        String id = headers.getFirst("X-Request-Id");
        return new Request(
                id != null && RequestIds.isSane(id) ? id : options.requestIds().get(),
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers,
                body,
                options.limits().maxBodyBytes(),
                exchange::getRemoteAddress,
                Map.of());
    }

    private Outcome serve(Request request) {
        try {
            Response response = handler.handle(request);
            return new Outcome(response, asksToClose(response));
        } catch (Throwable failure) {
            return explain(request, failure);
        }
    }

    private Outcome explain(Request request, Throwable failure) {
        boolean close = failure instanceof HttpException refusal && refusal.closeConnection();
        try {
            Response response = errors.respond(request, failure);
            return new Outcome(response, close || asksToClose(response));
        } catch (Throwable second) {
            second.addSuppressed(failure);
            LOG.log(Level.ERROR, "the error responder failed for request " + request.id(), second);
            return new Outcome(JsonBody.ofBytes(500, LAST_RESORT), true);
        }
    }

    private static boolean asksToClose(Response response) {
        return response.headers()
                .get("Connection")
                .filter("close"::equalsIgnoreCase)
                .isPresent();
    }

    private void observe(Runnable observation) {
        try {
            observation.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the request observer failed", e);
        }
    }
}
