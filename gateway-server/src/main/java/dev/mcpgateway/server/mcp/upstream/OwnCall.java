package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.concurrent.CompletableFuture;

/** A call that the connection answers itself. */
final class OwnCall implements UpstreamCall {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /** One that has succeeded, with nothing to tell. */
    static OwnCall done() {
        OwnCall call = new OwnCall();
        call.succeed();
        return call;
    }

    void succeed() {
        answer(JsonRpc.result(LongNode.valueOf(0), JsonRpc.object()));
    }

    void answer(ObjectNode response) {
        answer.complete(new Answer(response, 0));
    }

    void fail(UpstreamException failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public CompletableFuture<Answer> answer() {
        return answer;
    }

    @Override
    public void cancel(String reason) {
        fail(new UpstreamException(Reason.CANCELLED, "The call was cancelled: " + reason));
    }
}
