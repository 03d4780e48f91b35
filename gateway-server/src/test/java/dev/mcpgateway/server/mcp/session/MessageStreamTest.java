package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageStreamTest {
    private final MessageStream stream = new MessageStream("s");

    private static ObjectNode notification(String data) {
        return JsonRpc.notification("notifications/message", JsonRpc.object().put("data", data));
    }

    private static ObjectNode request(long id) {
        return JsonRpc.request(LongNode.valueOf(id), "roots/list", null);
    }

    private static Outcome result(String text) {
        ObjectNode result = JsonRpc.object().put("text", text);
        return Outcome.result(IntNode.valueOf(1), result, text.length());
    }

    private List<MessageStream.Event> after(long number) throws InterruptedException {
        return Objects.requireNonNull(stream.next(stream.beginReading(), number, 0));
    }

    private List<Long> numbers() throws InterruptedException {
        return after(0).stream().map(MessageStream.Event::number).toList();
    }

    @Test
    void messagesAreNumberedFromOneInOrder() throws InterruptedException {
        stream.send(notification("a"));
        stream.send(notification("b"));
        stream.finish(result("c"));
        assertEquals(List.of(1L, 2L, 3L), numbers());
        assertEquals(
                List.of(3L), after(2).stream().map(MessageStream.Event::number).toList());
    }

    @Test
    void nothingComesAfterTheOutcome() throws InterruptedException {
        stream.finish(result("first"));
        stream.finish(result("second"));
        stream.send(notification("late"));
        assertEquals(List.of(1L), numbers());
        assertTrue(after(0).get(0).json().contains("first"));
        assertNull(stream.next(stream.beginReading(), 1, Long.MAX_VALUE));
    }

    @Test
    void withoutAnythingBeforeItTheOutcomeIsAllThereIs() throws InterruptedException {
        assertNull(stream.awaitOnlyMessage(0));
        stream.finish(result("x"));
        assertNotNull(stream.awaitOnlyMessage(0));
    }

    @Test
    void withSomethingBeforeItTheOutcomeIsNotAllThereIs() throws InterruptedException {
        stream.send(notification("a"));
        stream.finish(result("x"));
        assertNull(stream.awaitOnlyMessage(Long.MAX_VALUE));
        assertNotNull(stream.awaitOutcome(0));
    }

    @Test
    void aStreamThatEndsWithoutAnOutcomeHasNone() throws InterruptedException {
        stream.end();
        assertNull(stream.awaitOnlyMessage(Long.MAX_VALUE));
        assertNull(stream.awaitOutcome(Long.MAX_VALUE));
    }

    @Test
    void ofTooManyNotificationsTheOldestAreDropped() throws InterruptedException {
        LongStream.rangeClosed(1, 300).forEach(i -> stream.send(notification("n" + i)));
        assertEquals(LongStream.rangeClosed(45, 300).boxed().toList(), numbers());
    }

    @Test
    void notificationsOfMoreThanAMebibyteAreDropped() throws InterruptedException {
        String large = "x".repeat(300_000);
        for (int i = 0; i < 10; i++) {
            stream.send(notification(large));
        }
        assertEquals(List.of(8L, 9L, 10L), numbers());
        assertTrue(stream.bytes() <= 1 << 20);
    }

    @Test
    void whatIsLargerThanAllIsKeptAlone() throws InterruptedException {
        stream.send(notification("a"));
        stream.finish(result("x".repeat(2 << 20)));
        assertEquals(List.of(2L), numbers());
    }

    @Test
    void whatSomebodyWaitsForIsNeverDropped() throws InterruptedException {
        stream.send(request(1));
        LongStream.rangeClosed(1, 1_000).forEach(i -> stream.send(notification("n")));
        stream.finish(result("x"));
        List<Long> kept = numbers();
        assertEquals(256, kept.size());
        assertEquals(1L, kept.get(0));
        assertEquals(1_002L, kept.get(255));
    }

    @Test
    void whatWasDeliveredIsDroppedBeforeWhatWasNot() throws InterruptedException {
        stream.send(request(1));
        stream.send(notification("a"));
        stream.delivered(1);
        LongStream.rangeClosed(1, 255).forEach(i -> stream.send(notification("n")));
        assertEquals(LongStream.rangeClosed(2, 257).boxed().toList(), numbers());
    }

    @Test
    void whatAServerAsksAndCancelsAgainAndAgainDoesNotAddUp() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            stream.send(request(i));
            stream.send(JsonRpc.notification(
                    "notifications/cancelled", JsonRpc.object().put("requestId", (long) i)));
        }
        assertTrue(numbers().size() <= 256);
        assertTrue(stream.bytes() < 100_000);
    }

    @Test
    void whatAServerCancelsAfterItWasDeliveredIsCancelledForTheClient() throws InterruptedException {
        stream.send(request(7));
        stream.delivered(1);
        stream.send(
                JsonRpc.notification("notifications/cancelled", JsonRpc.object().put("requestId", 7L)));
        assertEquals(List.of(1L, 2L), numbers());
    }

    @Test
    void theSameIsSentOnceUntilItIsDelivered() throws InterruptedException {
        stream.sendOnce(notification("a"));
        stream.sendOnce(notification("a"));
        stream.sendOnce(notification("b"));
        assertEquals(List.of(1L, 2L), numbers());
        stream.delivered(2);
        stream.sendOnce(notification("a"));
        assertEquals(List.of(1L, 2L, 3L), numbers());
    }

    @Test
    void aSecondReaderIsTheOnlyOne() throws InterruptedException {
        int first = stream.beginReading();
        int second = stream.beginReading();
        stream.send(notification("a"));
        assertNull(stream.next(first, 0, 0));
        assertEquals(1, Objects.requireNonNull(stream.next(second, 0, 0)).size());
        stream.endReading(first);
        assertTrue(stream.isRead());
        stream.endReading(second);
        assertFalse(stream.isRead());
    }

    @Test
    void aReaderThatGetsNothingInTimeIsToldSo() throws InterruptedException {
        assertEquals(List.of(), stream.next(stream.beginReading(), 0, 1));
    }

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
