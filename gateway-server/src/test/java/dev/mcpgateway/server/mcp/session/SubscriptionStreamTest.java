package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SubscriptionStreamTest {
    private static final String UPDATED = "notifications/resources/updated";
    private static final String CHANGED = "notifications/tools/list_changed";

    private final MessageStream stream = new MessageStream("");
    private final SubscriptionStream told = new SubscriptionStream(TextNode.valueOf("mine"), stream);

    @Test
    void whatServersSayBeforeTheAcknowledgementComesAfterItAndOnce() throws InterruptedException {
        told.tell(JsonRpc.notification(CHANGED, null));
        told.tell(updated("test://a"));
        told.tell(JsonRpc.notification(CHANGED, null));

        assertEquals(List.of(), methods(), "before it");
        told.acknowledge(JsonRpc.object().put("toolsListChanged", true));

        assertEquals(List.of("notifications/subscriptions/acknowledged", CHANGED, UPDATED), methods());
    }

    @Test
    void everyMessageSaysToWhichSubscriptionItBelongs() throws InterruptedException {
        told.tell(JsonRpc.notification(CHANGED, null));
        told.acknowledge(JsonRpc.object());
        told.tell(updated("test://a"));

        List<String> ids = messages().stream()
                .map(message -> message.at("/params/_meta/io.modelcontextprotocol~1subscriptionId")
                        .asText())
                .toList();
        assertEquals(List.of("mine", "mine", "mine"), ids);
    }

    @Test
    void whatAServerSaysBeforeTheAcknowledgementIsHeldWithinBounds() throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            told.tell(updated("test://" + i));
        }
        told.acknowledge(JsonRpc.object());

        assertEquals(101, messages().size());
    }

    private static ObjectNode updated(String uri) {
        return JsonRpc.notification(UPDATED, JsonRpc.object().put("uri", uri));
    }

    private List<String> methods() throws InterruptedException {
        return messages().stream().map(JsonRpc::method).toList();
    }

    private List<ObjectNode> messages() throws InterruptedException {
        return Objects.requireNonNull(stream.next(stream.beginReading(), 0, 0)).stream()
                .map(MessageStream.Event::message)
                .toList();
    }
}
