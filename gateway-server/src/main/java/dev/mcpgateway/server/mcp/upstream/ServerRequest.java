package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A request that a server sends to its client. Its first answer counts. */
public final class ServerRequest {
    private final ObjectNode message;
    private final JsonNode id;
    private final Consumer<ObjectNode> send;
    private final Consumer<ObjectNode> sendProgress;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final AtomicReference<Runnable> whenCancelled = new AtomicReference<>(() -> {});

    private enum State {
        OPEN,
        ANSWERED,
        CANCELLED
    }

    /**
     * A request.
     *
     * @param send takes the response
     * @param sendProgress takes the parameters of {@code notifications/progress}
     */
    ServerRequest(ObjectNode message, Consumer<ObjectNode> send, Consumer<ObjectNode> sendProgress) {
        this.message = message;
        this.id = message.path("id");
        this.send = send;
        this.sendProgress = sendProgress;
    }

    /**
     * A request of a server that asks in another way.
     *
     * @param send takes the response
     */
    public static ServerRequest of(ObjectNode message, Consumer<ObjectNode> send) {
        return new ServerRequest(message, send, progress -> {});
    }

    /** Whether it has been neither answered nor cancelled. */
    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /** The whole request, with the server's own id; not to be changed. */
    public ObjectNode message() {
        return message;
    }

    /** Sends {@code response}, which has {@code result} or {@code error}, under the server's own id. */
    public void answer(ObjectNode response) {
        if (state.compareAndSet(State.OPEN, State.ANSWERED)) {
            send.accept(JsonRpc.with(response, "id", id));
        }
    }

    /** Tells the server how far its request is, with its own token, if it asked for that. */
    public void progressed(ObjectNode params) {
        JsonNode token = message.path("params").path("_meta").get("progressToken");
        if (token != null && state.get() == State.OPEN) {
            sendProgress.accept(JsonRpc.with(params, "progressToken", token));
        }
    }

    public void refuse(int code, String why) {
        answer(JsonRpc.error(id, code, why));
    }

    /** Runs {@code action} when the server cancels the request, or ends, before it is answered; at once if it has. */
    public void whenCancelled(Runnable action) {
        whenCancelled.set(action);
        if (state.get() == State.CANCELLED) {
            runCancelled();
        }
    }

    /** No answer is wanted any more. */
    void cancel() {
        if (state.compareAndSet(State.OPEN, State.CANCELLED)) {
            runCancelled();
        }
    }

    private void runCancelled() {
        whenCancelled.getAndSet(() -> {}).run();
    }
}
