package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.mcp.relay.CalledTool;
import dev.mcpgateway.server.mcp.relay.Client;
import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.View;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.Claim;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastMessageTest {
    private static final Outcome ANSWER = Outcome.result(IntNode.valueOf(1), JsonRpc.object(), 0);

    private static final Metering FAILING = new Metering() {
        @Override
        public void finished(@Nullable CalledTool tool, Outcome outcome) {
            throw new IllegalStateException("nothing can be counted");
        }

        @Override
        public boolean admits(CalledTool tool) {
            return true;
        }
    };

    /** Has nothing. */
    private static final Client NOBODY = new Client() {
        @Override
        public View view() {
            return new View(null, Scopes.UNRESTRICTED);
        }

        @Override
        public Claim claim() {
            return Claim.GATEWAY;
        }

        @Override
        public Attachment attachment(McpServer server) {
            throw new AssertionError();
        }

        @Override
        public void checkCall(ObjectNode definition, ObjectNode params) {}

        @Override
        public boolean answersQuestions() {
            return false;
        }

        @Override
        public CompletableFuture<ObjectNode> ask(ObjectNode question, Consumer<ObjectNode> outlet) {
            throw new AssertionError();
        }

        @Override
        public void logLevel(String level) {}

        @Override
        public void listChanged(ListKind kind) {}
    };

    private static @Nullable Outcome end(Metering metering, UnaryOperator<Outcome> shape, Runnable whenCounted)
            throws InterruptedException {
        MessageStream stream = new MessageStream("");
        ObjectNode request = JsonRpc.request(IntNode.valueOf(1), "ping", null);
        Exchange exchange = new Exchange(NOBODY, request, stream::send, metering);
        LastMessage.of(CompletableFuture.completedFuture(ANSWER), shape, exchange, whenCounted, stream);
        return stream.awaitOutcome(0);
    }

    @Test
    void aRequestThatCannotBeCountedIsAnswered() throws InterruptedException {
        int[] ended = new int[1];
        assertEquals(ANSWER, end(FAILING, shaped -> shaped, () -> ended[0]++));
        assertEquals(1, ended[0]);
    }

    @Test
    void aRequestThatCannotBeLetGoIsAnswered() throws InterruptedException {
        assertEquals(ANSWER, end(Metering.NOTHING, shaped -> shaped, () -> {
            throw new IllegalStateException("nothing can be let go");
        }));
    }

    @Test
    void anAnswerThatCannotBeShapedIsAnError() throws InterruptedException {
        Outcome outcome = end(
                Metering.NOTHING,
                shaped -> {
                    throw new IllegalStateException("of no shape");
                },
                () -> {});
        assertNotNull(outcome);
        assertTrue(outcome.isError());
    }
}
