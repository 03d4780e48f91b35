package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerVoiceTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final MessageStream listening = new MessageStream("0");
    private final ServerVoice voice = new ServerVoice(
            "files",
            new Exchanges(),
            listening,
            new ServerRequests(JsonRpc.object()),
            new ListChanges(listening::sendOnce, timer));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aListThatTheProtocolDoesNotKnowIsAnyNotification() throws InterruptedException {
        ObjectNode own = JsonRpc.notification(
                "notifications/vendor/list_changed", JsonRpc.object().put("x", 1));
        voice.notification(own);
        assertEquals(
                own,
                Objects.requireNonNull(listening.next(listening.beginReading(), 0, 0))
                        .get(0)
                        .message());
    }
}
