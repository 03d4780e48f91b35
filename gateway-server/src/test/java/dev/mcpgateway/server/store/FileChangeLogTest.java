package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ClientToken;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.OverloadedException;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log on the machine's own disk. */
class FileChangeLogTest {
    private Path root;
    private Path directory;
    private StoreLocation location;

    @BeforeEach
    void locate(@TempDir Path temporary) throws Exception {
        root = temporary.toRealPath();
        directory = root.resolve("deep").resolve("er");
        location = StoreLocation.of(directory.resolve("config.json"));
    }

    private FileChangeLog open(StoreOptions options) throws StoreOpenException {
        return FileChangeLog.open(location, Samples.CLEAR_KEYS, Samples::fresh, options);
    }

    private FileChangeLog open() throws StoreOpenException {
        return open(StoreOptions.forServer().withClock(Clock.fixed(Samples.TIME, ZoneOffset.UTC)));
    }

    private static void save(FileChangeLog log, User user) {
        log.commit(state -> Outcome.of("", new UserSaved(user)));
    }

    private void put(String content) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(location.file(), content);
    }

    private Map<String, String> filesAndModes() throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                modes.put(
                        String.valueOf(file.getFileName()),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return modes;
    }

    @Test
    void whatWasCommittedIsThereAfterTheNextStart() throws Exception {
        try (FileChangeLog log = open()) {
            assertEquals(Samples.content(Samples.fresh()), Samples.content(log.state()));
            save(log, Samples.user(1));
        }
        try (FileChangeLog log = open()) {
            assertEquals(1, log.state().seq());
            assertTrue(log.state().userById("user-1").isPresent());
        }
        assertTrue(Files.readString(location.file()).contains("\"seq\" : 1"));
    }

    @Test
    void whatAKeyWasMadeForAndWhichOfItsSecretsEndedAreThereAfterTheNextStart() throws Exception {
        ApiKey made = Samples.labelledKey(1, "0123456789abcdef");
        ApiKey renewed = Samples.labelledKey(1, "fedcba9876543210");
        try (FileChangeLog log = open()) {
            log.commit(state -> Outcome.of("", new KeySaved(made)));
            log.commit(state -> Outcome.of("", new KeySaved(renewed)));
        }
        try (FileChangeLog log = open()) {
            ApiKey found = log.state()
                    .keyIssuedFor("user-1", "project-1", new ClientToken("first~attempt"))
                    .orElseThrow();
            assertEquals(renewed.credential(), found.credential());
            assertEquals(renewed.settings(), found.settings());
            assertEquals(true, log.state().endedKeys().get("0123456789abcdef"));
        }
    }

    @Test
    void filesAndDirectoriesAreTheirOwnersAlone() throws Exception {
        try (FileChangeLog log = open()) {
            save(log, Samples.user(1));
            log.writeFile();
            log.commit(state -> Outcome.of("", new StateReplaced(Samples.fresh())));
        }

        Map<String, String> modes = filesAndModes();

        assertEquals(
                List.of(
                        "config.json",
                        "config.json.gen-20261101T120000.123456Z-replaced",
                        "config.json.gen-20261101T120000.123456Z-start",
                        "config.json.journal",
                        "config.json.last",
                        "config.json.lock"),
                List.copyOf(modes.keySet()));
        modes.forEach((name, mode) -> assertEquals("rw-------", mode, name));
        for (Path path : List.of(directory, root.resolve("deep"))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
    }

    @Test
    void aSecondLogOnTheSameFileIsRefusedAndTheFirstKeepsItsLock() throws Exception {
        try (FileChangeLog log = open()) {
            Path link = Files.createSymbolicLink(directory.resolve("link.json"), location.file());
            for (Path spelling : List.of(location.file(), link)) {
                StoreLocation same = StoreLocation.of(spelling);
                StoreOpenException refused = assertThrows(
                        StoreOpenException.class,
                        () -> FileChangeLog.open(same, Samples.CLEAR_KEYS, Samples::fresh, StoreOptions.forCommand()));
                assertEquals(Reason.LOCKED, refused.reason());
            }
            Process other = LockHolder.start(location.file());
            other.getOutputStream().close();
            try (var out = other.inputReader()) {
                assertEquals("LOCKED", out.readLine());
            }
            other.waitFor();
            save(log, Samples.user(1));
        }
        open().close();
    }

    @Test
    void theOtherProcessThatHoldsTheLockIsNamed() throws Exception {
        open().close();
        Process holder = LockHolder.start(location.file());
        try (var out = holder.inputReader()) {
            assertEquals("taken", out.readLine());
            Files.writeString(
                    location.serverFile(), "{\"pid\":" + holder.pid() + ",\"url\":\"http://127.0.0.1:8001\"}");

            StoreOpenException refused = assertThrows(StoreOpenException.class, this::open);

            assertEquals(Reason.LOCKED, refused.reason());
            assertEquals(
                    location + " is in use by process " + holder.pid() + ", the server at http://127.0.0.1:8001",
                    refused.getMessage());
        } finally {
            holder.getOutputStream().close();
            holder.waitFor();
        }
        open().close();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(root.resolve("a-file"));
        location = StoreLocation.of(file.resolve("below").resolve("config.json"));

        StoreOpenException refused = assertThrows(StoreOpenException.class, this::open);

        assertEquals(Reason.NOT_WRITABLE, refused.reason());
    }

    @Test
    void theFileOfThePythonGatewayIsKeptOnceAndItsKeysAreHashed() throws Exception {
        String python = "{\"users\": {\"user-1\": {\"email\": \"a@b.example\"}}, \"projects\": {\"project-1\": "
                + "{\"project_name\": \"P\", \"users\": [\"user-1\", \"nobody\"]}}, \"apikeys\": {\"CLEARKEY\": "
                + "{\"user_id\": \"user-1\", \"project_id\": \"project-1\"}}, \"x_own\": {\"a\": 7.250}}";
        put(python);

        open(StoreOptions.forCommand()).close();

        assertEquals(python, Files.readString(directory.resolve("config.json.before-java")));
        String written = Files.readString(location.file());
        assertFalse(written.contains("CLEARKEY"), written);
        assertTrue(
                written.contains("key_clearkey") && written.contains("nobody") && written.contains("7.250"), written);
        for (String name : filesAndModes().keySet()) {
            assertTrue(
                    name.endsWith("before-java")
                            || !Files.readString(directory.resolve(name)).contains("CLEARKEY"),
                    name);
        }
        assertEquals("rw-------", filesAndModes().get("config.json.before-java"));
    }

    @Test
    void aCommandThatChangesNothingWritesNothing() throws Exception {
        open().close();
        Object before = Files.readAttributes(location.file(), "unix:ino,lastModifiedTime");

        open(StoreOptions.forCommand()).close();

        assertEquals(before, Files.readAttributes(location.file(), "unix:ino,lastModifiedTime"));
        assertEquals(
                1,
                filesAndModes().keySet().stream()
                        .filter(name -> name.contains(".gen-"))
                        .count());
    }

    @Test
    void theFiveNewestGenerationsAreKept() throws Exception {
        for (int i = 0; i < 8; i++) {
            StoreOptions options =
                    StoreOptions.forServer().withClock(Clock.fixed(Samples.TIME.plusSeconds(i), ZoneOffset.UTC));
            try (FileChangeLog log = open(options)) {
                save(log, Samples.user(i));
            }
        }

        List<String> kept = filesAndModes().keySet().stream()
                .filter(name -> name.contains(".gen-"))
                .toList();

        assertEquals(5, kept.size(), kept.toString());
        assertEquals("config.json.gen-20261101T120007.123456Z-start", kept.get(4));
        assertFalse(Files.readString(directory.resolve(kept.get(4))).contains("user7@"));
        assertTrue(Files.readString(directory.resolve(kept.get(4))).contains("user6@"));
    }

    @Test
    void theFirstRewriteOfADayKeepsWhatTheFileHeld() throws Exception {
        MovingClock clock = new MovingClock();
        try (FileChangeLog log = open(StoreOptions.forServer().withClock(clock))) {
            for (int day = 1; day <= 2; day++) {
                clock.now = Samples.TIME.plus(Duration.ofDays(day));
                save(log, Samples.user(day));
                log.writeFile();
                save(log, Samples.user(10 + day));
                log.writeFile();
            }
        }

        assertEquals(
                List.of(
                        "config.json.gen-20261101T120000.123456Z-start",
                        "config.json.gen-20261102T120000.123456Z-day",
                        "config.json.gen-20261103T120000.123456Z-day"),
                filesAndModes().keySet().stream()
                        .filter(name -> name.contains(".gen-"))
                        .toList());
        String yesterday = Files.readString(directory.resolve("config.json.gen-20261103T120000.123456Z-day"));
        assertTrue(yesterday.contains("user11@") && !yesterday.contains("user2@"), yesterday);
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = Samples.TIME;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void tooManyWaitingCommitsAreTurnedAway() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        StoreOptions small = new StoreOptions(Duration.ofMinutes(1), 2, false, Duration.ZERO, Clock.systemUTC());
        ExecutorService executor = Executors.newCachedThreadPool();
        try (FileChangeLog log = open(small)) {
            List<Future<?>> waiting = new ArrayList<>();
            waiting.add(executor.submit(() -> log.commit(state -> {
                deciding.countDown();
                awaitQuietly(go);
                return Outcome.of("", new UserSaved(Samples.user(1)));
            })));
            deciding.await();
            CountDownLatch overloaded = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                User user = Samples.user(10 + i);
                waiting.add(executor.submit(() -> {
                    try {
                        save(log, user);
                    } catch (OverloadedException turnedAway) {
                        overloaded.countDown();
                    }
                }));
            }
            overloaded.await();
            go.countDown();
            for (Future<?> future : waiting) {
                future.get();
            }
            assertEquals(3, log.state().seq());
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aCommitThatTakesTooLongIsReportedAsUnknownAndOneNotBegunAsNotStored() throws Exception {
        CountDownLatch deciding = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService executor = Executors.newCachedThreadPool();
        try (FileChangeLog log = open(StoreOptions.forServer().withCommitTimeout(Duration.ofMillis(20)))) {
            Future<StorageException> taken = executor.submit(() -> assertThrows(
                    StorageException.class,
                    () -> log.commit(state -> {
                        deciding.countDown();
                        awaitQuietly(go);
                        return Outcome.of("", new UserSaved(Samples.user(1)));
                    })));
            deciding.await();
            StorageException queued = assertThrows(StorageException.class, () -> save(log, Samples.user(2)));
            String unknown = taken.get().getMessage();
            go.countDown();

            assertTrue(unknown != null && unknown.contains("not known"), unknown);
            assertTrue(String.valueOf(queued.getMessage()).contains("was not stored"), queued.getMessage());
        } finally {
            executor.shutdownNow();
        }
        try (FileChangeLog log = open()) {
            assertTrue(log.state().userById("user-1").isPresent());
            assertTrue(log.state().userById("user-2").isEmpty(), "a change that was reported as not stored is stored");
        }
    }

    @Test
    void whatEightWritersWereToldIsThereAfterTheNextStart() throws Exception {
        int writers = 8;
        int each = 150;
        Map<String, Long> ledger = new ConcurrentHashMap<>();
        ExecutorService executor = Executors.newFixedThreadPool(writers + 1);
        try (FileChangeLog log = open()) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int first = 1 + writer * each;
                running.add(executor.submit(() -> {
                    for (int number = first; number < first + each; number++) {
                        User user = Samples.user(number);
                        GatewayState state = log.commit(
                                        s -> Outcome.of("", new UserSaved(user), new KeySaved(Samples.key(1, 0, 0))))
                                .state();
                        assertTrue(state.userById(user.id()).isPresent());
                        ledger.put(user.id(), state.seq());
                    }
                }));
            }
            running.add(executor.submit(() -> {
                for (int i = 0; i < 5; i++) {
                    log.writeFile();
                }
                return null;
            }));
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            executor.shutdownNow();
        }
        try (FileChangeLog log = open()) {
            int commits = writers * each;
            assertEquals(commits, ledger.size());
            assertEquals(commits, ledger.values().stream().distinct().count(), "each commit has its own number");
            assertEquals(commits, log.state().seq());
            ledger.keySet().forEach(id -> assertTrue(log.state().userById(id).isPresent(), id));
        }
    }

    @Test
    void anInterruptedCallerStillGetsItsAnswer() throws Exception {
        try (FileChangeLog log = open()) {
            Thread.currentThread().interrupt();
            save(log, Samples.user(1));
            assertTrue(Thread.interrupted(), "the interrupt is kept");
            assertTrue(log.state().userById("user-1").isPresent());
        }
    }

    @Test
    void aChangeThatIsNoJsonFailsItsCallerAlone() throws Exception {
        User odd = new User("user-1", "a@b.example", Samples.TIME, null, 0, Attributes.EMPTY.with("x", 1.5f));
        try (FileChangeLog log = open()) {
            assertThrows(IllegalArgumentException.class, () -> save(log, odd));
            save(log, Samples.user(2));
            assertTrue(log.isWritable());
        }
        try (FileChangeLog log = open()) {
            assertEquals(1, log.state().seq());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
