package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import org.junit.jupiter.api.Test;

class MessageStreamTest {
    private final MessageStream stream = new MessageStream("1");

    @Test
    void aStreamThatGoesOnIsNotOverForAClientThatHasAll() {
        stream.send(JsonRpc.notification("notifications/progress", JsonRpc.object()));

        assertFalse(stream.isOverAfter(1));
    }

    @Test
    void aStreamThatHasEndedIsNotOverForAClientThatMissedItsAnswer() {
        stream.send(JsonRpc.notification("notifications/progress", JsonRpc.object()));
        stream.finish(Outcome.result(LongNode.valueOf(7), JsonRpc.object(), 0));

        assertFalse(stream.isOverAfter(1));
        assertTrue(stream.isOverAfter(2));
    }

    @Test
    void theStreamOfACancelledRequestIsOverForAClientThatHasAll() {
        stream.send(JsonRpc.notification("notifications/progress", JsonRpc.object()));
        stream.finish(new Outcome.Cancelled());

        assertTrue(stream.isOverAfter(1));
    }
}
