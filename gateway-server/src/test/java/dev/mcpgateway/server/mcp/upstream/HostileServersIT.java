package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.McpServer.Sharing;
import dev.mcpgateway.server.domain.ServerUnavailableException;
import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.domain.UpstreamStatus.State;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do what they should not: they harm themselves alone, are reported by name, and leave nothing behind. */
class HostileServersIT {
    private static final String TOKEN = "sk-very-secret-value";

    @TempDir
    private Path folder;

    @Test
    void aSilentServerIsGivenUpByNameAndItsNeighbourIsNotKeptWaiting() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server("silent", Sharing.SHARED, Map.of(), Map.of("startup_timeout", 1), "silent"))
                    .hostile("neighbour")
                    .start();
            Attachment silent = servers.attach("silent", "1");
            UpstreamCall waiting = silent.call("tools/call", RunningServers.arguments("pid"));

            call(servers.attach("neighbour", "1"), "pid");

            UpstreamException failure = assertThrows(UpstreamException.class, () -> RunningServers.answer(waiting));
            assertEquals(Reason.TIMEOUT, failure.reason());
            assertTrue(String.valueOf(failure.getMessage()).startsWith("Server 'silent' did not answer within"));
            assertEquals(State.BACKOFF, servers.status("silent").state());
            await("it is ended", () -> servers.processes().size() == 1);
        }
    }

    @Test
    void aCallWithoutAnAnswerEndsByItsDeadline() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server(
                            "a", Sharing.SHARED, Map.of(), Map.of("tool_execution_timeout", 0.5), "garbage"))
                    .start();
            Attachment a = servers.attach("a", "1");
            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(a, "never"));
            assertEquals(
                    "Server 'a' did not answer within 1 s; it wrote 3 lines that are no MCP messages",
                    failure.getMessage());
            assertEquals(State.READY, servers.status("a").state());
            call(a, "pid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flood-stdout", "flood-stderr", "many-tools", "garbage"})
    void aServerThatFloodsAnswersAndSoDoesItsNeighbour(String vice) {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server(
                            "flooding", Sharing.SHARED, Map.of("TOKEN", TOKEN), Map.of("startup_timeout", 60), vice))
                    .hostile("neighbour")
                    .start();
            Attachment flooding = servers.attach("flooding", "1");
            Attachment neighbour = servers.attach("neighbour", "1");
            call(flooding, "pid");
            for (int i = 0; i < 100; i++) {
                call(neighbour, "pid");
            }
            UpstreamStatus status = servers.status("flooding");
            assertTrue(status.recentStderr().size() <= 100);
            assertFalse(status.toString().contains(TOKEN));
        }
        assertEquals(List.of(), servers.processes());
    }

    @Test
    void aServerThatExitsAtItsStartIsReportedAndAskingDoesNotProlongTheWait() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server("a", Sharing.SHARED, Map.of("TOKEN", TOKEN), Map.of(), "exit-at-start"))
                    .start();

            ServerUnavailableException failure =
                    assertThrows(ServerUnavailableException.class, () -> servers.tools("a"));

            assertEquals("Server 'a' ended with exit code 3", failure.getMessage());
            UpstreamStatus status = servers.status("a");
            assertEquals(State.BACKOFF, status.state());
            assertEquals(List.of("no such database, token ********"), status.recentStderr());
            Attachment a = servers.attach("a", "1");
            Set<Reason> reasons = new TreeSet<>();
            await("it is started again although everybody asks", () -> {
                reasons.add(assertThrows(UpstreamException.class, () -> call(a, "pid"))
                        .reason());
                return reasons.contains(Reason.ENDED);
            });
            assertTrue(reasons.contains(Reason.BACKING_OFF));
        }
    }

    @Test
    void aServerThatExitsAtItsThirdCallIsStartedAgain() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.hostile("a", "exit-at-third-call").start();
            Attachment a = servers.attach("a", "1");
            String pid = call(a, "pid");
            assertEquals(pid, call(a, "pid"));

            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(a, "pid"));

            assertEquals("Server 'a' ended with exit code 7", failure.getMessage());
            await("it works again", () -> {
                try {
                    return !call(a, "pid").equals(pid);
                } catch (UpstreamException backingOff) {
                    return false;
                }
            });
            assertEquals(1, servers.status("a").restarts());
        }
    }

    @Test
    void aLineWithoutEndEndsTheServer() {
        try (RunningServers servers =
                new RunningServers(folder).hostile("a", "long-line").start()) {
            Attachment a = servers.attach("a", "1");
            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(a, "pid"));
            assertEquals("Server 'a' wrote a line of more than 10485760 bytes", failure.getMessage());
            await("it is gone", () -> servers.processes().isEmpty());
        }
    }

    @Test
    void aListThatGoesRoundInACircleIsGivenUp() {
        try (RunningServers servers =
                new RunningServers(folder).hostile("a", "circle").start()) {
            ServerUnavailableException failure =
                    assertThrows(ServerUnavailableException.class, () -> servers.tools("a"));
            assertEquals("Server 'a' goes round in a circle when it lists its tools", failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void grandchildrenEndWithTheServer(boolean crashes) {
        String seconds = "98765." + System.nanoTime();
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server("a", Sharing.SHARED, Map.of("SLEEP", seconds), Map.of(), "grandchildren"))
                    .start();
            Attachment a = servers.attach("a", "1");
            call(a, "pid");
            await("they run", () -> RunningServers.processes(seconds).size() == 3);
            if (crashes) {
                assertThrows(UpstreamException.class, () -> call(a, "exit"));
                await("they are gone", () -> RunningServers.processes(seconds).isEmpty());
            }
        }
        assertEquals(List.of(), RunningServers.processes(seconds));
        assertEquals(List.of(), servers.processes());
    }

    @Test
    void whatCannotBeLaunchedSaysWhyAndIsTriedAgainAfterAnEdit() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(RunningServers.server("a", "no-such-command", List.of(), Sharing.SHARED, Map.of(), Map.of()))
                    .with(servers.server("b", Sharing.SHARED, Map.of("TOKEN", "${NO_SUCH_VARIABLE}"), Map.of()))
                    .with(servers.server("c", Sharing.SHARED, Map.of("TOKEN", "${file:/no/such/file}"), Map.of()))
                    .start();
            assertEquals(
                    "Server 'a' cannot be started: its command is not found on PATH",
                    assertThrows(ServerUnavailableException.class, () -> servers.tools("a"))
                            .getMessage());
            assertEquals(State.FAILED, servers.status("a").state());
            assertEquals(
                    "Server 'b' cannot be started: env.TOKEN refers to the variable NO_SUCH_VARIABLE, which the"
                            + " gateway's environment does not have",
                    assertThrows(ServerUnavailableException.class, () -> servers.tools("b"))
                            .getMessage());
            assertEquals(
                    "Server 'c' cannot be started: env.TOKEN refers to a file that is not there, or is no regular file"
                            + " with an absolute path",
                    assertThrows(ServerUnavailableException.class, () -> servers.tools("c"))
                            .getMessage());

            servers.edit(servers.server("a", Sharing.SHARED, Map.of(), Map.of()));
            await("it is tried again", () -> servers.status("a").state() == State.STOPPED);
            assertEquals(2, servers.tools("a").size());
            assertEquals(0, servers.supervisor().children() - 1);
        }
    }

    @Test
    void aCommandThatIsNotAllowedIsNotLaunched() {
        RunningServers servers = new RunningServers(folder).allowed("npx");
        try (servers) {
            servers.hostile("a").start();
            assertEquals(
                    "Server 'a' cannot be started: its command is not in allowed_commands",
                    assertThrows(ServerUnavailableException.class, () -> servers.tools("a"))
                            .getMessage());
        }
    }
}
