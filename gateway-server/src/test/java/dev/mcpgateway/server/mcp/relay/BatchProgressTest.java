package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchProgressTest {
    private final List<ObjectNode> sent = new ArrayList<>();

    @Test
    void theProgressOfSeveralCallsIsOneThatAlwaysGrows() {
        BatchProgress progress = new BatchProgress(TextNode.valueOf("mine"), 2, sent::add);
        progress.reported(0, reported(50, 100));
        progress.reported(0, reported(25, 100));
        progress.reported(0, reported(100, 100));
        progress.done(0);
        progress.reported(1, reported(1, 0));
        progress.reported(1, reported(3, 0));
        progress.done(1);

        assertEquals(
                List.of("0.5 of 2", "1 of 2", "1.5 of 2", "1.75 of 2", "2 of 2"),
                sent.stream().map(BatchProgressTest::told).toList());
        assertEquals("half", sent.get(0).at("/params/message").asText());
        assertEquals("mine", sent.get(4).at("/params/progressToken").asText());
    }

    @Test
    void theProgressOfOneCallIsItsOwn() {
        BatchProgress progress = new BatchProgress(TextNode.valueOf("mine"), 1, sent::add);
        progress.reported(0, reported(50, 100));
        progress.done(0);

        assertEquals(List.of(reported(50, 100)), sent);
    }

    @Test
    void aClientThatDoesNotAskIsToldNothing() {
        BatchProgress progress = new BatchProgress(MissingNode.getInstance(), 2, sent::add);
        progress.done(0);

        assertEquals(List.of(), sent);
    }

    private static String told(ObjectNode notification) {
        return notification.at("/params/progress").asText() + " of "
                + notification.at("/params/total").asText();
    }

    private static ObjectNode reported(int progress, int total) {
        ObjectNode params = JsonRpc.object().put("progressToken", "mine").put("progress", progress);
        if (total > 0) {
            params.put("total", total);
        }
        return JsonRpc.notification("notifications/progress", params.put("message", "half"));
    }
}
