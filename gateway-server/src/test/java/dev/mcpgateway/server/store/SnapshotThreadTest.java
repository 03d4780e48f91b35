package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.StorageException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The thread that writes the configuration file, where time passes a thousand times faster. */
class SnapshotThreadTest {
    private World world;

    @BeforeEach
    void openWorld() throws Exception {
        world = new World();
        world.openOn(new FastTicker());
        world.log().startWriting();
    }

    @AfterEach
    void closeWorld() {
        world.disk.failAll(false);
        world.close();
    }

    private record FastTicker() implements Ticker {
        private static final int FASTER = 1000;

        @Override
        public long nanoTime() {
            return System.nanoTime() * FASTER;
        }

        @Override
        public void park(Object blocker, long nanos) {
            LockSupport.parkNanos(blocker, nanos / FASTER);
        }
    }

    private CountDownLatch renamed(Path target) {
        CountDownLatch latch = new CountDownLatch(1);
        world.disk.afterEachRename(name -> {
            if (name.equals(target)) {
                latch.countDown();
            }
        });
        return latch;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(1, TimeUnit.MINUTES), "it did not come");
    }

    @Test
    void theFileFollowsACommitByItself() throws Exception {
        for (int i = 1; i <= 3; i++) {
            CountDownLatch written = renamed(world.location.file());
            world.commit(new UserSaved(Samples.user(i)));
            await(written);
        }
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    @Test
    void afterAFailureTheJournalIsRenewedByItself() throws Exception {
        CountDownLatch renewed = renamed(world.location.journal());
        world.disk.failAll(true);
        assertThrows(StorageException.class, () -> world.commit(new UserSaved(Samples.user(1))));
        world.disk.failAll(false);

        await(renewed);

        world.log().commit(state -> Outcome.unchanged("accepted again"));
        assertTrue(world.log().isWritable());
        world.expectAcknowledged();
    }
}
