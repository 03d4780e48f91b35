package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.KeyVerifier;
import dev.mcpgateway.server.keys.UserKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of the Python gateway, whose keys are hashed while the gateway serves. */
@Timeout(120)
class ClearKeysTest {
    private static final Pattern CLEAR = Pattern.compile("\"([A-Za-z0-9_-]{48})\"\\s*:\\s*\\{");

    private final SecureRandom random = new SecureRandom();
    private final KeyHasher hasher = new KeyHasher(new Argon2Parameters(8, 1, 1), random);
    private final KeyVerifier verifier = new KeyVerifier(hasher, random);
    private final UserKeys userKeys = new UserKeys(random, hasher);
    private final AtomicBoolean noMemory = new AtomicBoolean();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ClearKeys gated = new Gated();

    private Path directory;
    private StoreLocation location;
    private byte[] original = new byte[0];
    private List<String> keys = List.of();

    /** Hashes nothing until the gate is open. */
    private final class Gated implements ClearKeys {
        @Override
        public String keyId(Secret key) {
            return userKeys.keyId(key);
        }

        @Override
        public KeyCredential credential(Secret key) {
            try {
                gate.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", closed);
            }
            if (noMemory.getAndSet(false)) {
                throw new OutOfMemoryError("planted");
            }
            return userKeys.credential(key);
        }

        @Override
        public KeyCredential unhashed(Secret key) {
            return userKeys.unhashed(key);
        }
    }

    @BeforeEach
    void putFile(@TempDir Path temporary) throws Exception {
        directory = temporary.toRealPath();
        location = StoreLocation.of(directory.resolve("config.json"));
        try (InputStream in = Objects.requireNonNull(
                getClass().getResourceAsStream("/dev/mcpgateway/server/document/python-gateway-config.json"))) {
            original = in.readAllBytes();
        }
        Files.write(location.file(), original);
        keys = CLEAR.matcher(Files.readString(location.file()))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(6, keys.size(), "the file has six keys in clear");
    }

    private FileChangeLog open(StoreOptions options) throws StoreOpenException {
        return FileChangeLog.open(location, gated, Samples::fresh, options);
    }

    private void assertAuthenticates(GatewayState state, String key) {
        ApiKey found = state.keysByLookup(userKeys.lookup(Secret.of(key)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a key is not found"));
        assertTrue(verifier.verify(found.credential(), Secret.of(key)).matches());
        assertFalse(verifier.verify(found.credential(), Secret.of(key + "x")).matches());
    }

    private String idOf(int number) {
        return userKeys.keyId(Secret.of(keys.get(number)));
    }

    private void assertInClearOnlyIn(String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean mayHoldKeys = List.of(names).contains(String.valueOf(file.getFileName()));
                String content = Files.readString(file);
                assertEquals(mayHoldKeys, keys.stream().anyMatch(content::contains), file.toString());
            }
        }
    }

    private static void awaitHashed(FileChangeLog log) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (log.state().unhashedKeys().size() > 0) {
            assertTrue(System.nanoTime() < deadline, "the keys are not hashed");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void keysWorkBeforeAnyOfThemIsHashedAndTheFileStaysUntilAllAre() throws Exception {
        try (FileChangeLog log = open(StoreOptions.forServer())) {
            assertEquals(6, log.state().unhashedKeys().size());
            for (String key : keys) {
                assertAuthenticates(log.state(), key);
            }
            log.commit(state -> Outcome.of("", new KeySaved(Samples.disabled(state, idOf(0)))));
            log.writeFile();

            assertEquals(new String(original, StandardCharsets.UTF_8), Files.readString(location.file()));
            assertInClearOnlyIn("config.json", "config.json.before-java");

            gate.countDown();
            awaitHashed(log);
            for (String key : keys) {
                assertAuthenticates(log.state(), key);
            }
            log.writeFile();
            assertInClearOnlyIn("config.json.before-java");
        }
        Path kept = directory.resolve("config.json.before-java");
        assertEquals(-1, Files.mismatch(kept, Files.write(directory.resolve("original"), original)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    }

    @Test
    void changesOfKeysThatAreNotHashedSurviveAnEndInTheMidstOfHashing() throws Exception {
        String before;
        try (FileChangeLog log = open(StoreOptions.forServer())) {
            log.commit(state -> Outcome.of("", new KeySaved(Samples.disabled(state, idOf(0)))));
            log.commit(state -> Outcome.of("", new KeyDeleted(idOf(1))));
            before = Samples.content(log.state());
        }
        assertEquals(new String(original, StandardCharsets.UTF_8), Files.readString(location.file()));
        assertInClearOnlyIn("config.json", "config.json.before-java");

        try (FileChangeLog log = open(StoreOptions.forServer())) {
            assertEquals(before, Samples.content(log.state()));
            assertAuthenticates(log.state(), keys.get(2));
            gate.countDown();
            awaitHashed(log);
        }
        assertInClearOnlyIn("config.json.before-java");
        try (FileChangeLog log = open(StoreOptions.forServer())) {
            assertTrue(log.state().keyById(idOf(0)).orElseThrow().lifecycle().disabled());
            assertTrue(log.state().keyById(idOf(1)).isEmpty());
            assertAuthenticates(log.state(), keys.get(0));
        }
    }

    @Test
    void hashingGoesOnWhenThereWasNoMemoryForOne() throws Exception {
        gate.countDown();
        noMemory.set(true);
        try (FileChangeLog log = open(StoreOptions.forServer())) {
            awaitHashed(log);
            assertFalse(noMemory.get(), "it has failed once");
        }
    }

    @Test
    void aCommandHashesAFewKeysBeforeItEnds() throws Exception {
        gate.countDown();

        open(StoreOptions.forCommand()).close();

        assertInClearOnlyIn("config.json.before-java");
    }

    @Test
    void aKeyInClearThatAnEditAddsWorksAndIsHashed() throws Exception {
        gate.countDown();
        String added = "0123456789-_ABCDEFGHabcdefgh0123456789-_ABCDEFGH";
        try (FileChangeLog log = open(StoreOptions.forServer())) {
            awaitHashed(log);
            log.writeFile();
            String written = Files.readString(location.file());
            Matcher owner = Pattern.compile("\"user_id\" : \"([^\"]+)\",\\s*\"project_id\" : \"([^\"]+)\"")
                    .matcher(written);
            assertTrue(owner.find());
            Files.writeString(
                    location.file(),
                    written.replaceFirst(
                            "\"apikeys\" : \\{",
                            "\"apikeys\" : { \"" + added + "\" : {\"user_id\": \"" + owner.group(1)
                                    + "\", \"project_id\": \"" + owner.group(2) + "\"},"));
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (Files.readString(location.file()).contains(added)) {
                assertTrue(System.nanoTime() < deadline, "the edit is not rewritten");
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertAuthenticates(log.state(), added);
            assertAuthenticates(log.state(), keys.get(0));
        }
    }

    @Test
    void noFileIsWrittenWithAKeyThatIsNotHashed() {
        ConfigFile files = new ConfigFile(new SimulatedDisk(), gated);

        assertThrows(
                IllegalStateException.class, () -> files.write(Samples.withClearKeys(), Path.of("/simulated/file")));
    }
}
