package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.Eventually;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListChangesTest {
    private static final String TOOLS = "notifications/tools/list_changed";
    private static final String PROMPTS = "notifications/prompts/list_changed";

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final MessageStream stream = new MessageStream("0");
    private final ListChanges changes = new ListChanges(stream::sendOnce, timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private List<String> told() {
        try {
            return Objects.requireNonNull(stream.next(stream.beginReading(), 0, 0)).stream()
                    .map(event -> event.message().path("method").asText())
                    .toList();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void changesCloseTogetherAreToldOnceForEachList() {
        for (int i = 0; i < 100; i++) {
            changes.changed(TOOLS);
            changes.changed(PROMPTS);
        }
        Eventually.await("both", () -> told().containsAll(List.of(TOOLS, PROMPTS)));
        assertTrue(told().size() < 20, told()::toString);
    }

    @Test
    void aChangeAfterOneThatWasToldIsToldAgain() {
        changes.changed(TOOLS);
        Eventually.await("the first", () -> told().size() == 1);
        stream.delivered(1);
        changes.changed(TOOLS);
        Eventually.await("the second", () -> told().size() == 2);
    }

    @Test
    void aClientThatIsAwayFindsOneOfEach() {
        changes.changed(TOOLS);
        Eventually.await("the first", () -> told().size() == 1);
        changes.changed(TOOLS);
        Eventually.await("the second, which is not sent", () -> timer.getCompletedTaskCount() == 2);
        assertEquals(List.of(TOOLS), told());
    }

    @Test
    void nothingIsToldOnceTheGatewayStops() {
        timer.shutdownNow();
        changes.changed(TOOLS);
        assertEquals(List.of(), told());
    }
}
