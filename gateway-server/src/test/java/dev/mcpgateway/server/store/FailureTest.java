package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.store.SimulatedDisk.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk fails under a log that is open. */
class FailureTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private World world;

    @BeforeEach
    void openWorld() throws Exception {
        world = new World();
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
    }

    @AfterEach
    void closeWorld() {
        world.disk.failAll(false);
        world.close();
    }

    private void assertCommitFails() {
        assertThrows(StorageException.class, () -> world.commit(new UserSaved(Samples.user(2))));
    }

    @Test
    void whileTheDiskIsGoneCommitsFailAndReadsGoOn() {
        world.disk.failAll(true);

        assertCommitFails();
        assertCommitFails();

        assertFalse(world.log().isWritable());
        world.expectAcknowledged();
    }

    @Test
    void evenATransactionWithoutChangesFailsWhileNothingCanBeStored() {
        world.disk.failAll(true);
        assertCommitFails();

        assertThrows(StorageException.class, () -> world.log().commit(state -> Outcome.unchanged("")));
    }

    @Test
    void theNextCommitTriesAgainButOnceASecondOnly() {
        world.disk.failAll(true);
        assertCommitFails();
        assertCommitFails();
        world.disk.failAll(false);

        assertCommitFails();
        assertFalse(world.log().isWritable());

        world.nanoTime.addAndGet(SECOND.toNanos());
        world.commit(new UserSaved(Samples.user(2)));
        assertTrue(world.log().isWritable());
        assertEquals(2, world.log().state().seq());
    }

    @Test
    void writingTheFileTriesAgainWithoutACommit() throws Exception {
        world.disk.failAll(true);
        assertCommitFails();
        world.disk.failAll(false);

        world.writeFile();

        assertTrue(world.log().isWritable());
        world.expectAcknowledged();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatFailedIsNotThereAfterwardsThoughItReachedTheDisk(int operation) throws Exception {
        world.disk.plan(operation, Fault.DONE);
        assertCommitFails();
        world.nanoTime.addAndGet(SECOND.toNanos());
        world.commit(new UserSaved(Samples.user(3)));

        world.closeLog();
        world.open();

        world.expectAcknowledged();
        assertTrue(world.log().state().userById("user-2").isEmpty());
    }

    @Test
    void whatFailedIsNotThereAfterwardsThoughItCouldNotBeCutOff() throws Exception {
        int write = 1;
        world.disk.plan(write, Fault.DONE_AND_GONE);
        assertCommitFails();
        world.disk.failAll(false);
        world.nanoTime.addAndGet(SECOND.toNanos());
        world.commit(new UserSaved(Samples.user(3)));

        world.abandon();
        world.open();

        world.expectAcknowledged();
        assertTrue(world.log().state().userById("user-2").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UNDONE", "DONE"})
    void aFileThatCannotBeWrittenStopsNoCommit(Fault fault) throws Exception {
        for (int operation = 1; operation <= 3; operation++) {
            world.disk.plan(operation, fault);
            assertThrows(IOException.class, world::writeFile);
            world.commit(new UserSaved(Samples.user(operation)));
            assertTrue(world.log().isWritable());
        }
        world.writeFile();
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    /** What is left of it would take the room that a new journal needs. */
    @Test
    void aFileThatCouldNotBeWrittenLeavesNoPartOfItBehind() throws Exception {
        world.commit(new StateReplaced(Samples.fresh()));
        Set<Path> before = Set.copyOf(world.disk.files());
        for (int operation = 1; operation <= 3; operation++) {
            world.disk.plan(operation, Fault.UNDONE);
            assertThrows(IOException.class, world::writeFile);
            assertEquals(before, Set.copyOf(world.disk.files()), "the copy of what was replaced");
        }
    }

    @Test
    void aJournalThatCouldNotBeRenewedLeavesNoPartOfItBehind() {
        Set<Path> before = Set.copyOf(world.disk.files());
        world.disk.plan(1, Fault.DONE_AND_GONE);
        assertCommitFails();
        world.disk.failAll(false);
        for (int operation = 1; operation <= 4; operation++) {
            world.pass(SECOND);
            world.disk.plan(operation, Fault.UNDONE);
            assertCommitFails();
            assertEquals(before, Set.copyOf(world.disk.files()), "operation " + operation);
        }
    }

    @Test
    void aLogThatClosesOnABrokenDiskLosesNothing() throws Exception {
        world.abandon();

        world.open();

        world.expectAcknowledged();
    }
}
