package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Precondition;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.keys.KeyHolder;
import org.jspecify.annotations.Nullable;

/** An endpoint with the binder of its input, which is made at the first request: a command makes one, and starts fast for it. */
record BoundEndpoint<I extends Record, O>(Endpoint<I, O> endpoint, Once<InputBinder<I>> binder) {
    static <I extends Record, O> BoundEndpoint<I, O> of(Endpoint<I, O> endpoint) {
        return new BoundEndpoint<>(endpoint, new Once<>(() -> new InputBinder<>(endpoint.operation())));
    }

    Operation<I, O> operation() {
        return endpoint.operation();
    }

    /** Binds, then handles. */
    O call(Request request, GatewayState state, @Nullable KeyHolder holder) throws Exception {
        I input = binder.get().bind(request);
        Operation<I, O> operation = endpoint.operation();
        Call call = new Call(
                state,
                holder,
                operation.honoursIfMatch() ? IfMatch.parse(request.headers("If-Match")) : Precondition.NONE,
                operation.isPaged() ? PageRequest.of(request) : PageRequest.ALL);
        return endpoint.handler().handle(input, call);
    }
}
