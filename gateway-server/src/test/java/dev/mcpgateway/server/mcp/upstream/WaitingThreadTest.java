package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a thread that is about to wait takes on. */
class WaitingThreadTest {
    private final WaitingThread waiting = WaitingThread.current();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void itDoesOneTaskOnce() {
        assertTrue(waiting.isFree());
        waiting.give(runs::incrementAndGet);
        assertFalse(waiting.isFree());
        assertThrows(IllegalStateException.class, () -> waiting.give(runs::incrementAndGet));
        assertEquals(0, runs.get());
        waiting.work();
        waiting.work();
        assertEquals(1, runs.get());
    }

    @Test
    void itTakesNothingFromAnotherThread() {
        assertFalse(CompletableFuture.supplyAsync(waiting::isFree).join());
    }

    @Test
    void itTakesNothingOnceItHasBegun() {
        waiting.give(() -> assertFalse(waiting.isFree()));
        waiting.work();
        assertFalse(waiting.isFree());
        WaitingThread idle = WaitingThread.current();
        idle.work();
        assertFalse(idle.isFree());
    }

    @Test
    void noThreadTakesNothing() {
        assertFalse(WaitingThread.NONE.isFree());
        assertTrue(WaitingThread.NONE.work() >= 0);
    }
}
