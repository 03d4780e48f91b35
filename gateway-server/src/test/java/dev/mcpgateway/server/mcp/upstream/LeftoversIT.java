package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {
    @TempDir
    private Path folder;

    @Test
    void theChildrenOfAKilledGatewayAreEndedByTheNextOne() throws Exception {
        String seconds = "98765." + System.nanoTime();
        Process killed = new ProcessBuilder(
                        RunningServers.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledGateway.class.getName(),
                        folder.toString(),
                        seconds)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String mark = Objects.requireNonNull(
                new BufferedReader(new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8)).readLine());
        killed.destroyForcibly().waitFor();
        assertEquals(2, RunningServers.processes(mark).size());
        assertFalse(RunningServers.processes(seconds).isEmpty());

        try (RunningServers servers = new RunningServers(folder).start()) {
            RunningServers.await(
                    "nothing is left",
                    () -> RunningServers.processes(mark).isEmpty()
                            && RunningServers.processes(seconds).isEmpty());
            assertEquals(0, servers.supervisor().children());
        }
    }
}
