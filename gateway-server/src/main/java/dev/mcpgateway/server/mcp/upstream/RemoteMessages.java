package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.process.Throttle;
import org.jspecify.annotations.Nullable;

/** Hands the messages that a remote server sends on its streams to those they are meant for. */
final class RemoteMessages {
    private final RemoteUpstream upstream;
    private final Calls calls;
    private final OpenRequests asked;
    private final UpstreamListener listener;

    /** @param listener hears what cannot be told to belong to one call */
    RemoteMessages(RemoteUpstream upstream, Calls calls, OpenRequests asked, UpstreamListener listener) {
        this.upstream = upstream;
        this.calls = calls;
        this.asked = asked;
        this.listener = listener;
    }

    /**
     * Takes a message.
     *
     * @param on the call on whose stream it came; null for the stream of the server
     * @param unasked slows down a server that sends more than anybody asked for
     */
    void receive(byte[] data, @Nullable RemoteCall on, Throttle unasked) {
        ObjectNode message = JsonRpc.parse(data).orElse(null);
        JsonRpc.Kind kind = message == null ? JsonRpc.Kind.INVALID : JsonRpc.kind(message);
        if (message != null && kind == JsonRpc.Kind.RESPONSE) {
            answered(message, data.length, on);
            return;
        }
        slowDown(unasked);
        if (message != null && kind == JsonRpc.Kind.NOTIFICATION) {
            notified(message, on);
        } else if (message != null && kind == JsonRpc.Kind.REQUEST && upstream.era() == Era.LEGACY) {
            Attachment caller = on == null ? null : on.caller();
            asked.ask(message, caller == null ? listener : caller.listener(), on == null ? null : on.call());
        } else {
            calls.stray();
        }
    }

    private void answered(ObjectNode message, int bytes, @Nullable RemoteCall on) {
        PendingCall call = calls.of(message.path("id"));
        if (on != null && on.call().equals(call)) {
            upstream.answered(on, message, bytes);
        } else if (call != null && calls.take(call)) {
            call.complete(new Answer(message, bytes));
        }
    }

    private void notified(ObjectNode message, @Nullable RemoteCall on) {
        JsonNode params = message.path("params");
        String method = JsonRpc.method(message);
        Attachment caller = on == null ? null : on.caller();
        if (method.equals("notifications/progress")) {
            PendingCall call = calls.of(params.path("progressToken"));
            if (call != null) {
                call.progress(message);
            }
        } else if (method.equals("notifications/cancelled")) {
            asked.cancel(params.path("requestId"));
        } else if (on != null && on.call().isStream()) {
            on.call().hear(message);
        } else if (caller == null || isForAll(method)) {
            listener.notification(message);
        } else if (!method.equals("notifications/message") || caller.interests().includesLog(message)) {
            caller.listener().notification(message);
        }
    }

    /** What comes on the stream of a call belongs to that call, unless it is plainly about the server. */
    private static boolean isForAll(String method) {
        return method.endsWith("/list_changed") || method.equals("notifications/resources/updated");
    }

    private static void slowDown(Throttle unasked) {
        try {
            unasked.pass(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
