package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call between its request and its answer. */
final class PendingCall implements UpstreamCall {
    private static final String META = "_meta";
    private static final String TOKEN = "progressToken";

    private final long id;
    private final CallOptions options;
    private final boolean isStream;
    private final Consumer<String> cancellation;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final @Nullable JsonNode token;
    private final @Nullable ObjectNode params;
    private final long startedAt = System.nanoTime();
    private volatile long activeAt = startedAt;
    private volatile int status;
    private volatile @Nullable Future<?> timeout;

    /**
     * A call.
     *
     * @param isStream whether its answer is the end of a stream that is meant to stay open
     * @param cancellation is told of the reason when the caller cancels
     */
    PendingCall(
            long id,
            @Nullable ObjectNode params,
            CallOptions options,
            boolean isStream,
            Consumer<String> cancellation) {
        this.id = id;
        this.options = options;
        this.isStream = isStream;
        this.cancellation = cancellation;
        this.token = params == null ? null : params.path(META).get(TOKEN);
        this.params = token == null || params == null ? params : withOwnToken(params, id);
    }

    /** Two callers may have chosen the same token; the id of the call is the connection's own. */
    private static ObjectNode withOwnToken(ObjectNode params, long id) {
        ObjectNode meta = JsonRpc.with((ObjectNode) params.path(META), TOKEN, LongNode.valueOf(id));
        return JsonRpc.with(params, META, meta);
    }

    long id() {
        return id;
    }

    CallOptions options() {
        return options;
    }

    /** The status of HTTP that it was answered with; 0 where there is none. */
    int status() {
        return status;
    }

    void status(int answered) {
        status = answered;
    }

    boolean isStream() {
        return isStream;
    }

    ObjectNode request(String method) {
        return JsonRpc.request(LongNode.valueOf(id), method, params);
    }

    long startedAt() {
        return startedAt;
    }

    /** The server has shown that it works on it. */
    void heardOf() {
        activeAt = System.nanoTime();
    }

    /** When it was last heard of. */
    long activeAt() {
        return activeAt;
    }

    void timeout(Future<?> newTimeout) {
        timeout = newTimeout;
        if (answer.isDone()) {
            newTimeout.cancel(false);
        }
    }

    /** Hands a progress notification of this call on, with the caller's own token. */
    void progress(ObjectNode message) {
        heardOf();
        if (token != null && message.get("params") instanceof ObjectNode progress) {
            options.progress().accept(JsonRpc.with(message, "params", JsonRpc.with(progress, TOKEN, token)));
        }
    }

    /** Hands on what came on the stream that it asked for. */
    void hear(ObjectNode message) {
        options.progress().accept(message);
    }

    void complete(Answer given) {
        answer.complete(given);
        stopTimeout();
    }

    void fail(UpstreamException failure) {
        answer.completeExceptionally(failure);
        stopTimeout();
    }

    private void stopTimeout() {
        Future<?> set = timeout;
        if (set != null) {
            set.cancel(false);
        }
    }

    @Override
    public CompletableFuture<Answer> answer() {
        return answer;
    }

    @Override
    public void cancel(String reason) {
        cancellation.accept(reason);
    }
}
