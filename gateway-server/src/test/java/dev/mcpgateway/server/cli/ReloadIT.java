package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.http.StrictJson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --reload}: the launcher and a server in a checkout of their own. */
class ReloadIT {
    private static final long PATIENCE_SECONDS = 60;
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @TempDir
    Path checkout;

    private Path jar;
    private Path said;
    private Process launcher;

    @BeforeEach
    void layOut() throws Exception {
        Path target = Files.createDirectories(checkout.resolve("gateway-server/target"));
        // A start-up archive is not what these are about; where there is a file there can be none.
        Files.writeString(target.resolve("startup"), "");
        jar = target.resolve("gateway-server-1-all.jar");
        said = checkout.resolve("said");
        Files.copy(GatewayProcess.JAR, jar);
        touch(jar, 60);
        Files.copy(
                GatewayProcess.ROOT.resolve("secure-mcp-gateway"),
                checkout.resolve("secure-mcp-gateway"),
                StandardCopyOption.COPY_ATTRIBUTES);
        ProcessBuilder builder = new ProcessBuilder(
                        checkout.resolve("secure-mcp-gateway").toString(),
                        "start",
                        "--reload",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--config",
                        checkout.resolve("config.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", jar.toString());
        builder.environment().put("PATH", checkout.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        launcher = builder.start();
    }

    @AfterEach
    void end() {
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        launcher.destroyForcibly();
    }

    @Test
    void theServerIsStartedAgainWhenItsJarIsAnotherAndEndsWithTheLauncher() throws Exception {
        await(() -> server() != 0);
        long first = server();
        touch(jar, 30);
        await(() -> server() != 0 && server() != first);

        launcher.destroy();
        assertTrue(launcher.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the launcher ends");
        assertEquals(ENDED_BY_SIGTERM, launcher.exitValue(), Files.readString(said));
        assertFalse(Files.exists(serverFile()));
    }

    @Test
    void aSignalWhileTheJarIsBuiltKeepsTheServerFromBeingStarted() throws Exception {
        await(() -> server() != 0);
        Path building = checkout.resolve("building");
        Path built = checkout.resolve("built");
        Path maven = Files.writeString(
                Files.createDirectories(checkout.resolve("bin")).resolve("mvn"),
                "#!/bin/sh\n: > " + building + "\nuntil [ -e " + built + " ]; do sleep 0.1; done\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(checkout.resolve("gateway-server/src/main"));
        touch(jar, 30);
        await(() -> Files.exists(building));

        launcher.destroy();
        Files.createFile(built);
        assertTrue(launcher.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the launcher ends");
        assertEquals(ENDED_BY_SIGTERM, launcher.exitValue(), Files.readString(said));
        assertEquals(
                1,
                Files.readAllLines(said).stream()
                        .filter("Secure MCP Gateway is running."::equals)
                        .count());
    }

    private Path serverFile() {
        return checkout.resolve("config.json.server");
    }

    /** The number of the server's process; 0 while none serves. */
    private long server() throws IOException {
        assertTrue(launcher.isAlive(), "the launcher ended");
        return Files.exists(serverFile())
                ? StrictJson.mapper()
                        .readTree(Files.readString(serverFile()))
                        .path("pid")
                        .asLong()
                : 0;
    }

    private static void touch(Path file, int minutesAgo) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(minutesAgo, ChronoUnit.MINUTES)));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "it did not happen in time");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
