package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's archive of classes, in a checkout of the launcher and the jar alone. */
class StartupArchiveIT {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path checkout;

    private Path jar;
    private Path target;

    @BeforeEach
    void layOut() throws Exception {
        target = Files.createDirectories(checkout.resolve("gateway-server/target"));
        jar = target.resolve("gateway-server-1-all.jar");
        Files.copy(GatewayProcess.JAR, jar);
        Files.copy(
                GatewayProcess.ROOT.resolve("secure-mcp-gateway"),
                checkout.resolve("secure-mcp-gateway"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void theFirstUseMakesTheArchiveAndTheNextStartsFromIt() throws Exception {
        assertFalse(startsFromArchive(), "there is none at first");
        Path archive = awaitArchive(folder());

        assertTrue(startsFromArchive());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
        assertEquals(List.of(archive), files(folder()), "nothing of the making is left");
    }

    @Test
    void launchersAtOnceMakeOne() throws Exception {
        Process one = launch(checkout.resolve("one"), "version");
        Process other = launch(checkout.resolve("other"), "version");
        assertEquals(0, ended(one));
        assertEquals(0, ended(other));

        awaitArchive(folder());
        assertTrue(startsFromArchive());
    }

    @Test
    void anArchiveThatWasCutShortIsPassedOverInSilence() throws Exception {
        startsFromArchive();
        Path archive = awaitArchive(folder());
        for (long size : new long[] {Files.size(archive) / 2, 100, 0}) {
            makeWritable(archive);
            try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
                file.truncate(size);
            }
            assertFalse(startsFromArchive(), "size " + size);
        }
    }

    @Test
    void anotherJarGetsAnArchiveOfItsOwnAndTheOldOneGoes() throws Exception {
        startsFromArchive();
        Path old = awaitArchive(folder());
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minus(3, ChronoUnit.HOURS)));

        assertFalse(startsFromArchive(), "the one that is there is another jar's");
        await(() -> Files.notExists(old));
        assertNotEquals(old, awaitArchive(folder()));
        assertTrue(startsFromArchive());
    }

    @Test
    void aFolderThatOthersMayWriteToIsNotUsed() throws Exception {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        startsFromArchive();
        awaitArchive(checkout.resolve("cache/secure-mcp-gateway/startup"));
        assertEquals(List.of(), files(folder()));
        assertTrue(startsFromArchive());
    }

    @Test
    void whereNothingCanBeWrittenTheCommandWorksWithout() throws Exception {
        // Root may write anywhere, so the places are taken by files.
        Files.writeString(folder(), "");
        Files.writeString(checkout.resolve("cache"), "");

        assertFalse(startsFromArchive());
    }

    private Path folder() {
        return target.resolve("startup");
    }

    /** Runs a command, which must say its line and nothing else, and tells where its classes came from. */
    private boolean startsFromArchive() throws Exception {
        Path said = Files.createTempFile(checkout, "said", "");
        assertEquals(0, ended(launch(said, "version")));
        assertEquals(1, Files.readAllLines(said).size(), Files.readString(said));
        String loaded = Files.readString(Path.of(said + ".classes"));
        assertTrue(loaded.contains(Main.class.getName() + " source:"), "the JVM lists its classes");
        return loaded.contains(Main.class.getName() + " source: shared objects file");
    }

    private Process launch(Path said, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        checkout.resolve("secure-mcp-gateway").toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", checkout.resolve("cache").toString());
        builder.environment().put("SECURE_MCP_GATEWAY_OPTS", "-Xlog:class+load:file=" + said + ".classes");
        return builder.start();
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the command ends");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** It is made beside the command, which does not wait for it. */
    private static Path awaitArchive(Path folder) throws Exception {
        await(() -> {
            List<Path> files = files(folder);
            return files.size() == 1 && Files.isRegularFile(files.get(0));
        });
        Path archive = files(folder).get(0);
        assertTrue(Files.size(archive) > 0, "an empty one says that the making failed");
        return archive;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "it did not happen in time");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void makeWritable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
