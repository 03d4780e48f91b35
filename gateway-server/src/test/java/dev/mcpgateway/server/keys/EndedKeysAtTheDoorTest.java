package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Eight threads come in with a key while it is ended: none that begins after the answer gets in. */
@Timeout(120)
class EndedKeysAtTheDoorTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 40;
    private static final int BEFORE = 50;

    private enum End {
        REVOKE,
        DISABLE,
        EXPIRE,
        DELETE,
        REGENERATE;

        Change of(SampleKey key) {
            return switch (this) {
                case REVOKE -> new KeySaved(key.revoked(Door.NOW).record());
                case DISABLE -> new KeySaved(key.disabled(Door.NOW).record());
                case EXPIRE -> new KeySaved(key.expiring(Instant.EPOCH).record());
                case DELETE -> new KeyDeleted(key.record().id());
                case REGENERATE -> new KeySaved(Door.sample().record());
            };
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void noRequestThatBeginsAfterTheAnswerComesIn(End end) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                endOnce(end, threads);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void endOnce(End end, ExecutorService threads) throws Exception {
        SampleKey key = Door.sample();
        Door door = new Door(SampleKey.state(key));
        Change change = end.of(key);
        AtomicInteger successes = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicBoolean answered = new AtomicBoolean();
        List<Future<Integer>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            all.add(threads.submit(() -> {
                int late = 0;
                while (refused.get() < BEFORE) {
                    boolean beganAfterTheAnswer = answered.get();
                    if (comesIn(door, key.secret())) {
                        successes.incrementAndGet();
                        late += beganAfterTheAnswer ? 1 : 0;
                    } else {
                        refused.incrementAndGet();
                    }
                }
                return late;
            }));
        }
        while (successes.get() < BEFORE) {
            Thread.onSpinWait();
        }
        door.log.commit(state -> Outcome.of(true, change));
        answered.set(true);

        for (Future<Integer> one : all) {
            assertEquals(0, one.get());
        }
        assertTrue(successes.get() >= BEFORE);
    }

    private static boolean comesIn(Door door, Secret key) {
        try {
            door.identify(key);
            return true;
        } catch (KeyRefusedException refused) {
            return false;
        }
    }
}
