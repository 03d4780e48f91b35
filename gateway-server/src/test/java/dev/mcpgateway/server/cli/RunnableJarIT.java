package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.cli.GatewayProcess.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnableJarIT {
    private static final long MAX_JAR_BYTES = 6_000_000;

    @TempDir
    Path folder;

    @Test
    void theRunnableJarStaysUnderSixMegabytesAndHoldsNoSourceMaps() throws Exception {
        assertTrue(Files.size(GatewayProcess.JAR) < MAX_JAR_BYTES, "size " + Files.size(GatewayProcess.JAR));
        try (JarFile jar = new JarFile(GatewayProcess.JAR.toFile())) {
            List<String> maps = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".map"))
                    .toList();
            assertEquals(List.of(), maps);
        }
    }

    @Test
    void whatIsStoredIsThereAfterStopAndStart() throws Exception {
        Path config = folder.resolve("new/config.json");
        Files.createDirectory(config.getParent());
        String key;
        try (GatewayProcess gateway = GatewayProcess.start(config)) {
            key = adminKey(config);
            assertEquals(
                    201,
                    gateway.post("/api/v1/users", key, "{\"email\":\"kept@example.com\"}")
                            .statusCode());
        }
        try (GatewayProcess gateway = GatewayProcess.start(config)) {
            assertEquals(key, adminKey(config));
            assertEquals(200, gateway.get("/api/v1/users/kept@example.com", key).statusCode());
        }
    }

    @Test
    void theFilesAreForTheirOwnerAlone() throws Exception {
        Path config = folder.resolve("private/config.json");
        // The process makes the folder itself.
        try (GatewayProcess gateway = GatewayProcess.start(inNewFolder(config))) {
            assertTrue(gateway.pid() > 0);
            try (var files = Files.list(config.getParent())) {
                for (Path file : files.filter(f -> f.getFileName().toString().startsWith("config.json"))
                        .toList()) {
                    assertEquals(
                            "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            file.toString());
                }
            }
        }
    }

    @Test
    void aSecondGatewayOnTheSameFileSaysWhoHoldsIt() throws Exception {
        Path config = inNewFolder(folder.resolve("held/config.json"));
        try (GatewayProcess gateway = GatewayProcess.start(config)) {
            Ended second = run("start", "--config", config.toString(), "--port", "0");

            assertEquals(1, second.exitCode());
            assertTrue(second.err().contains(Long.toString(gateway.pid())), second.err());
            assertEquals(1, second.err().lines().count(), second.err());
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run(
                    "start",
                    "--config",
                    folder.resolve("c.json").toString(),
                    "--host",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(taken.getLocalPort()));

            assertEquals(1, ended.exitCode());
            assertTrue(ended.err().contains(Integer.toString(taken.getLocalPort())), ended.err());
            assertTrue(ended.err().contains("--port"), ended.err());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        Ended ended = run("start", "--config", file.resolve("config.json").toString(), "--port", "0");

        assertEquals(1, ended.exitCode());
        assertTrue(ended.err().contains("a-file"), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
    }

    @Test
    void aFileThatIsNoConfigurationStopsTheStartWithCode78AndIsLeftAlone() throws Exception {
        for (String content :
                List.of("", "{", "[]", "not json", "{\"projects\": 1}", "{\"gateway\":{\"format_version\":99}}")) {
            Path config = Files.writeString(Files.createTempFile(folder, "bad", ".json"), content);
            Ended ended = run("start", "--config", config.toString(), "--port", "0");

            assertAll(
                    content,
                    () -> assertEquals(78, ended.exitCode(), ended.err()),
                    () -> assertEquals(1, ended.err().lines().count(), ended.err()),
                    () -> assertTrue(ended.err().contains(config.getFileName().toString()), ended.err()),
                    () -> assertEquals(content, Files.readString(config)));
        }
    }

    @Test
    void keysAreNotPrintedWhereNobodyLooks() throws Exception {
        Path config = inNewFolder(folder.resolve("quiet/config.json"));
        try (GatewayProcess gateway = GatewayProcess.start(config)) {
            assertFalse(gateway.out().contains("mgw_"), gateway.out());
        }
    }

    @Test
    void theConfigurationFileCanBeNamedByTheEnvironment() throws Exception {
        Path config = inNewFolder(folder.resolve("env/config.json"));
        try (GatewayProcess gateway = GatewayProcess.start(config)) {
            Ended ended = GatewayProcess.run(folder, Map.of("MCP_GATEWAY_CONFIG", config.toString()), "admin-key");

            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(200, gateway.get("/api/v1/users", ended.out().strip()).statusCode());
        }
    }

    @Test
    void theEchoServerAnswersOverStandardInputAndOutput() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GatewayProcess.JAR.toString(),
                        "echo-server")
                .start();
        try (var in = process.outputWriter();
                var out = process.inputReader()) {
            in.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                    + "{\"name\":\"echo\",\"arguments\":{\"message\":\"hello\"}}}\n");
            in.flush();

            String answer = out.readLine();
            assertTrue(answer.contains("\"id\":1") && answer.contains("\"text\":\"hello\""), answer);
        } finally {
            process.destroy();
        }
    }

    private Ended run(String... arguments) throws Exception {
        return GatewayProcess.run(folder, Map.of(), arguments);
    }

    private String adminKey(Path config) throws Exception {
        Ended ended = run("admin-key", "--config", config.toString());
        assertEquals(0, ended.exitCode(), ended.err());
        return ended.out().strip();
    }

    private static Path inNewFolder(Path config) throws Exception {
        Files.createDirectories(config.getParent());
        return config;
    }
}
