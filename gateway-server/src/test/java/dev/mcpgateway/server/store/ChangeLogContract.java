package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.DuplicateException;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.domain.Subject;
import dev.mcpgateway.server.domain.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every change log promises. */
abstract class ChangeLogContract {
    private ChangeLog log;

    /** An empty log, which may use {@code directory}. */
    abstract ChangeLog open(Path directory) throws Exception;

    @BeforeEach
    void openLog(@TempDir Path directory) throws Exception {
        log = open(directory);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static Outcome<String> saved(User user) {
        return Outcome.of(user.email(), new UserSaved(user));
    }

    private static GatewayState next(BlockingQueue<GatewayState> told) throws InterruptedException {
        GatewayState state = told.poll(60, TimeUnit.SECONDS);
        if (state == null) {
            throw new AssertionError("nobody was told");
        }
        return state;
    }

    private static Outcome<String> createdOnce(GatewayState state, User user) {
        if (state.userByEmail(user.email()).isPresent()) {
            throw new DuplicateException(Subject.USER, user.email());
        }
        return saved(user);
    }

    @Test
    void aCommitGivesItsResultAndTheStateAfterIt() {
        Committed<String> committed = log.commit(state -> saved(Samples.user(1)));

        assertEquals("user1@example.com", committed.result());
        assertEquals(1, committed.state().seq());
        assertEquals(1, committed.state().versionOf(committed.state().user("user-1")));
        assertSame(committed.state(), log.state());
    }

    @Test
    void eachCommitSeesTheOneBeforeAndIsNumberedAfterIt() {
        for (int i = 1; i <= 5; i++) {
            int number = i;
            assertEquals(
                    number,
                    log.commit(state -> {
                                assertEquals(number - 1, state.users().size());
                                return saved(Samples.user(number));
                            })
                            .state()
                            .seq());
        }
    }

    @Test
    void aTransactionWithoutChangesTakesNoNumber() {
        log.commit(state -> saved(Samples.user(1)));
        GatewayState before = log.state();

        Committed<String> committed = log.commit(state -> Outcome.unchanged("as it was"));

        assertEquals("as it was", committed.result());
        assertSame(before, committed.state());
        assertEquals(2, log.commit(state -> saved(Samples.user(2))).state().seq());
    }

    @Test
    void aRefusalReachesItsCallerAndStoresNothing() {
        log.commit(state -> saved(Samples.user(1)));

        assertThrows(DuplicateException.class, () -> log.commit(state -> createdOnce(state, Samples.user(1))));

        assertEquals(1, log.state().seq());
        assertTrue(log.isWritable());
    }

    @Test
    void anyOtherExceptionFailsItsCallerAloneAndStoresNothing() {
        IllegalArgumentException mistake = new IllegalArgumentException("a mistake");

        assertSame(
                mistake,
                assertThrows(
                        IllegalArgumentException.class,
                        () -> log.commit(state -> {
                            throw mistake;
                        })));
        assertThrows(
                AssertionError.class,
                () -> log.commit(state -> {
                    throw new AssertionError("an error");
                }));

        assertEquals(0, log.state().seq());
        assertEquals(1, log.commit(state -> saved(Samples.user(1))).state().seq());
    }

    @Test
    void ofChangesThatDoNotApplyNoneIsStored() {
        assertThrows(
                IllegalStateException.class,
                () -> log.commit(state ->
                        Outcome.of("", new UserSaved(Samples.user(1)), new MemberAdded("no-such-project", "user-1"))));

        assertEquals(0, log.state().users().size());
        assertEquals(1, log.commit(state -> saved(Samples.user(2))).state().seq());
    }

    @Test
    void aTransactionThatCommitsAnotherOneIsRefusedAndDoesNotHang() {
        assertThrows(
                IllegalStateException.class,
                () -> log.commit(state -> {
                    log.commit(inner -> saved(Samples.user(1)));
                    return Outcome.unchanged("");
                }));
    }

    @Test
    void whatReplacesEverythingHasTheCommitsVersionThroughout() {
        log.commit(state -> saved(Samples.user(1)));

        GatewayState state = log.commit(
                        s -> Outcome.of("", new StateReplaced(Samples.state(new UserSaved(Samples.user(2))))))
                .state();

        assertEquals(2, state.versionOf(state.user("user-2")));
        assertEquals(1, state.users().size());
    }

    @Test
    void aClosedLogRefusesCommitsAndStillShowsItsState() {
        log.commit(state -> saved(Samples.user(1)));
        log.close();
        log.close();

        assertThrows(StorageException.class, () -> log.commit(state -> saved(Samples.user(2))));
        assertFalse(log.isWritable());
        assertEquals(1, log.state().users().size());
    }

    @Test
    void ofEqualCreationsAtOnceOneWins() throws Exception {
        int threads = 8;
        int rounds = 50;
        CountDownLatch start = new CountDownLatch(1);
        List<Callable<Integer>> creators = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            creators.add(() -> {
                start.await();
                int won = 0;
                for (int round = 0; round < rounds; round++) {
                    User user = Samples.user(round);
                    try {
                        log.commit(state -> createdOnce(state, user));
                        won++;
                    } catch (DuplicateException lost) {
                        assertTrue(log.state().userByEmail(user.email()).isPresent(), "refused for what is not there");
                    }
                }
                return won;
            });
        }

        assertEquals(rounds, sum(creators, start));
        assertEquals(rounds, log.state().seq());
    }

    @Test
    void whatWasPreparedIsCommittedWhereNothingHasChangedMeanwhile() {
        GatewayState expected = log.state();
        GatewayState next = Samples.state(new UserSaved(Samples.user(1)));

        var committed = log.commit(
                expected, Outcome.of("prepared", new StateReplaced(next)), state -> Outcome.unchanged("otherwise"));

        assertEquals("prepared", committed.result());
        assertEquals(expected.seq() + 1, committed.state().seq());
        assertTrue(log.state().userById("user-1").isPresent());
    }

    @Test
    void whatWasPreparedIsDecidedAnewWhereSomethingHasChanged() {
        GatewayState expected = log.state();
        log.commit(state -> Outcome.of("", new UserSaved(Samples.user(1))));

        var committed = log.commit(
                expected,
                Outcome.of("prepared", new UserSaved(Samples.user(2))),
                state -> Outcome.of("otherwise", new UserSaved(Samples.user(3))));

        assertEquals("otherwise", committed.result());
        assertTrue(log.state().userById("user-2").isEmpty());
        assertTrue(log.state().userById("user-3").isPresent());
    }

    private static int sum(List<Callable<Integer>> tasks, CountDownLatch start)
            throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<Integer>> futures = tasks.stream().map(executor::submit).toList();
            start.countDown();
            int sum = 0;
            for (Future<Integer> future : futures) {
                sum += future.get();
            }
            return sum;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aFollowerIsToldOfTheNewestStateAndASlowOneHoldsNobodyUp() throws Exception {
        BlockingQueue<GatewayState> told = new LinkedBlockingQueue<>();
        Semaphore gate = new Semaphore(0);
        try (ChangeLog.Following slow = log.follow("slow", state -> {
            told.add(state);
            gate.acquireUninterruptibly();
        })) {
            log.commit(state -> saved(Samples.user(1)));
            assertEquals(1, next(told).seq(), slow::toString);
            for (int i = 2; i <= 50; i++) {
                User user = Samples.user(i);
                log.commit(state -> saved(user));
            }
            gate.release(50);

            GatewayState newest = next(told);
            while (newest.seq() < 50) {
                newest = next(told);
            }
            assertSame(log.state(), newest);
        }
    }

    @Test
    void afterItIsClosedAFollowerIsToldNothing() throws Exception {
        BlockingQueue<GatewayState> told = new LinkedBlockingQueue<>();
        BlockingQueue<GatewayState> toldOthers = new LinkedBlockingQueue<>();
        ChangeLog.Following following = log.follow("short", told::add);
        try (ChangeLog.Following other = log.follow("other", toldOthers::add)) {
            following.close();
            log.commit(state -> saved(Samples.user(1)));
            assertEquals(1, next(toldOthers).seq(), other::toString);
            assertTrue(told.isEmpty());
        }
    }

    @Test
    void aFollowerThatFailsIsToldOfTheNextCommitAllTheSame() throws Exception {
        BlockingQueue<GatewayState> told = new LinkedBlockingQueue<>();
        try (ChangeLog.Following failing = log.follow("failing", state -> {
            told.add(state);
            throw new IllegalStateException("as the test wants");
        })) {
            log.commit(state -> saved(Samples.user(1)));
            assertEquals(1, next(told).seq(), failing::toString);
            log.commit(state -> saved(Samples.user(2)));
            assertEquals(2, next(told).seq());
        }
    }
}
