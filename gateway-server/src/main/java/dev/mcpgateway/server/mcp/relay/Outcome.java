package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
public sealed interface Outcome {
    /** The HTTP status of an answer that is nothing else. */
    int status();

    /** Whether usage counts it as an error. */
    boolean isError();

    /** The response of JSON-RPC, with the id of the request; null where there is none. */
    @Nullable
    ObjectNode message();

    /** About how long the message is. */
    int bytes();

    /** A JSON-RPC response. */
    record Responded(ObjectNode message, int status, int bytes) implements Outcome {
        @Override
        public boolean isError() {
            return message.has("error")
                    || message.path("result").path("isError").asBoolean();
        }
    }

    /** The key may not do this; nothing was sent to a server. */
    record Refused(KeyRefusal refusal, JsonNode id) implements Outcome {
        @Override
        public int status() {
            return refusal.status();
        }

        @Override
        public boolean isError() {
            return true;
        }

        /** For a client that was promised a stream already, and so cannot be told by the status. */
        @Override
        public ObjectNode message() {
            return JsonRpc.error(id, JsonRpc.INVALID_REQUEST, refusal.message());
        }

        @Override
        public int bytes() {
            return 0;
        }
    }

    /** The client cancelled the request, and waits for nothing. */
    record Cancelled() implements Outcome {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public boolean isError() {
            return true;
        }

        @Override
        public @Nullable ObjectNode message() {
            return null;
        }

        @Override
        public int bytes() {
            return 0;
        }
    }

    static Outcome result(JsonNode id, ObjectNode result, int bytes) {
        return new Responded(JsonRpc.result(id, result), 200, bytes);
    }

    /** What a request is answered that failed for {@code failure}. */
    static Outcome failed(JsonNode id, Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return failed(id, failure.getCause());
        } else if (failure instanceof RelayException refused) {
            return new Responded(refused.response(id), 200, 0);
        } else if (failure instanceof ScopeException) {
            return new Refused(KeyRefusal.INSUFFICIENT_SCOPE, id);
        } else if (failure instanceof UpstreamException upstream) {
            return upstream.reason() == Reason.CANCELLED ? new Cancelled() : unavailable(id, upstream);
        }
        return new Responded(JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, "Internal error"), 200, 0);
    }

    private static Outcome unavailable(JsonNode id, UpstreamException failure) {
        ObjectNode response = JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, String.valueOf(failure.getMessage()));
        return new Responded(response, failure.reason() == Reason.OVERLOADED ? 503 : 200, 0);
    }
}
