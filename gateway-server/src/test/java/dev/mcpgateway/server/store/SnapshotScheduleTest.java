package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SnapshotScheduleTest {
    private static final long NOW = Long.MAX_VALUE - 5; // a nanoTime that is about to overflow

    private final SnapshotSchedule schedule = new SnapshotSchedule();

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void theFileIsDueASecondAfterTheLastChange() {
        assertEquals(seconds(1), schedule.nanosUntilDue(NOW, NOW, 100));
        assertEquals(seconds(1) / 2, schedule.nanosUntilDue(NOW + seconds(1) / 2, NOW, 100));
        assertEquals(0, schedule.nanosUntilDue(NOW + seconds(1), NOW, 100));
        assertEquals(0, schedule.nanosUntilDue(NOW + seconds(7), NOW, 100));
    }

    @Test
    void aLargeJournalMakesItDueAtOnce() {
        assertEquals(seconds(1), schedule.nanosUntilDue(NOW, NOW, SnapshotSchedule.JOURNAL_LIMIT - 1));
        assertEquals(0, schedule.nanosUntilDue(NOW, NOW, SnapshotSchedule.JOURNAL_LIMIT));
    }

    @Test
    void writingTakesATwentiethOfTheTimeAtMost() {
        schedule.succeeded(NOW, NOW + seconds(2));
        long ended = NOW + seconds(2);

        assertEquals(seconds(38), schedule.nanosUntilDue(ended, ended, SnapshotSchedule.JOURNAL_LIMIT));
        assertEquals(seconds(1), schedule.nanosUntilDue(ended + seconds(37), ended, 0));
        assertEquals(0, schedule.nanosUntilDue(ended + seconds(38), ended, 0));
    }

    @Test
    void failedAttemptsAreMadeLessAndLessOften() {
        long[] waits = {1, 2, 4, 8, 16, 30, 30};
        for (long wait : waits) {
            schedule.failed(NOW);
            assertEquals(seconds(wait), schedule.nanosOfRest(NOW));
        }
        schedule.succeeded(NOW, NOW);
        assertEquals(0, schedule.nanosOfRest(NOW));
        schedule.failed(NOW);
        assertEquals(seconds(1), schedule.nanosOfRest(NOW));
    }
}
