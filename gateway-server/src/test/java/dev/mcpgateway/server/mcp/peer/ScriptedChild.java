package dev.mcpgateway.server.mcp.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A process of a scripted server: what it was sent, and what it is to say. */
public final class ScriptedChild {
    private final long pid;
    private final Socket socket;
    private final List<ObjectNode> received = new CopyOnWriteArrayList<>();

    ScriptedChild(long pid, Socket socket) {
        this.pid = pid;
        this.socket = socket;
    }

    void note(ObjectNode message) {
        received.add(message);
    }

    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    public boolean hasReceived(String method) {
        return received(method) > 0;
    }

    public long received(String method) {
        return received.stream()
                .filter(message -> JsonRpc.method(message).equals(method))
                .count();
    }

    /** The first request or notification of this method, once it is there. */
    public ObjectNode awaitReceived(String method) {
        return await(method, message -> JsonRpc.method(message).equals(method));
    }

    /** The requests and notifications of this method, once there are so many. */
    public List<ObjectNode> awaitAll(String method, int count) {
        Eventually.await(count + " × " + method, () -> received(method) >= count);
        return received.stream()
                .filter(message -> JsonRpc.method(message).equals(method))
                .toList();
    }

    /** How many responses it was sent. */
    public long responses() {
        return received.stream()
                .filter(message -> JsonRpc.kind(message) == JsonRpc.Kind.RESPONSE)
                .count();
    }

    /** The response to the request that it made under this id, once it is there. */
    public ObjectNode awaitAnswer(String id) {
        return await(
                "the response to " + id,
                message -> JsonRpc.kind(message) == JsonRpc.Kind.RESPONSE
                        && message.path("id").asText().equals(id));
    }

    /** The first message that {@code isMeant}, once it is there. */
    public ObjectNode await(String what, Predicate<ObjectNode> isMeant) {
        Eventually.await(what + " at a server", () -> received.stream().anyMatch(isMeant));
        return received.stream().filter(isMeant).findFirst().orElseThrow();
    }

    /** Answers {@code request}. */
    public void answer(ObjectNode request, ObjectNode result) {
        send(JsonRpc.result(request.path("id"), result));
    }

    /** Sends a notification, with its parameters as JSON. */
    public void tell(String method, String params) {
        send("{\"jsonrpc\": \"2.0\", \"method\": \"" + method + "\", \"params\": " + params + "}");
    }

    /** Tells how far {@code request} is, under the token that came with it. */
    public void progress(ObjectNode request, int progress) {
        tell(
                "notifications/progress",
                "{\"progressToken\": %s, \"progress\": %d}"
                        .formatted(request.at("/params/_meta/progressToken"), progress));
    }

    /** Makes a request, with its id and its parameters as JSON. */
    public void ask(String id, String method, String params) {
        send("{\"jsonrpc\": \"2.0\", \"id\": %s, \"method\": \"%s\", \"params\": %s}".formatted(id, method, params));
    }

    public void send(ObjectNode message) {
        send(JsonRpc.text(message));
    }

    /** @param line as it goes over the pipe */
    public synchronized void send(String line) {
        try {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes the process end. */
    public void crash() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
