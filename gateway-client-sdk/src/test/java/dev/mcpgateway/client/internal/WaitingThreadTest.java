package dev.mcpgateway.client.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingThreadTest {
    private final WaitingThread waiting = new WaitingThread();
    private final IOException why = new IOException("its time is over");

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    private void abortFromAnotherThread(IOException reason) {
        CountDownLatch isAborted = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            waiting.abort(reason);
            isAborted.countDown();
        });
        other.start();
        while (isAborted.getCount() > 0) {
            Thread.onSpinWait(); // a wait would take the interrupt
        }
    }

    @Test
    void anAbortInterruptsTheWaitAndLeavingTellsWhy() {
        CountDownLatch never = new CountDownLatch(1);
        Thread other = new Thread(() -> waiting.abort(why));
        other.start();
        boolean isThrown = false;
        try {
            assertFalse(never.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException interrupt) {
            isThrown = true;
        }
        assertTrue(isThrown);
        assertSame(why, waiting.leaveInterrupted());
    }

    @Test
    void leavingTakesTheInterruptOfAnAbortAlong() {
        abortFromAnotherThread(why);
        assertTrue(Thread.currentThread().isInterrupted());
        assertSame(why, waiting.leave());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void leavingLeavesAnInterruptThatIsTheApplications() {
        Thread.currentThread().interrupt();
        assertNull(waiting.leave());
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptThatIsThereAfterTheAbortsWasThrownStays() {
        abortFromAnotherThread(why);
        assertTrue(Thread.interrupted()); // thrown, as an InterruptedException
        Thread.currentThread().interrupt();
        assertSame(why, waiting.leaveInterrupted());
        assertSame(why, waiting.leave());
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void anAbortThatComesTooLateDoesNothing() {
        assertNull(waiting.leave());
        abortFromAnotherThread(why);
        assertFalse(Thread.currentThread().isInterrupted());
        assertNull(waiting.leave());
    }

    @Test
    void theFirstOfTwoAbortsIsTheReason() {
        abortFromAnotherThread(why);
        abortFromAnotherThread(new IOException("the client was closed"));
        assertSame(why, waiting.leave());
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
