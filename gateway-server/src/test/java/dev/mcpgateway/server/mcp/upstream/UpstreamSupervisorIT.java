package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.answer;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.arguments;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import dev.mcpgateway.server.domain.OverloadedException;
import dev.mcpgateway.server.domain.UpstreamStatus.State;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real child processes, well-behaved ones. */
class UpstreamSupervisorIT {
    @TempDir
    private Path folder;

    @Test
    void aServerIsStartedWhenItIsNeededAndOnceForAll() {
        try (RunningServers servers = new RunningServers(folder).hostile("a").start()) {
            assertEquals(State.STOPPED, servers.status("a").state());
            Attachment one = servers.attach("a", "1");
            Attachment two = servers.attach("a", "2");
            assertEquals(State.STOPPED, servers.status("a").state());

            UpstreamCall first = one.call("tools/call", arguments("pid"));
            UpstreamCall second = two.call("tools/call", arguments("pid"));

            assertEquals(text(answer(first)), text(answer(second)));
            assertEquals(State.READY, servers.status("a").state());
            assertEquals(1, servers.processes().size());
            assertEquals(
                    Attributes.of(Map.of("name", "hostile")).with("version", "1.0"),
                    servers.status("a").serverInfo());
        }
    }

    @Test
    void twoSessionsHaveTwoChildrenWhereTheServerIsPerSession() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server("a", Sharing.PER_SESSION, Map.of(), Map.of()))
                    .start();
            Attachment one = servers.attach("a", "1");
            Attachment two = servers.attach("a", "2");
            assertNotEquals(call(one, "pid"), call(two, "pid"));

            one.close();

            await(
                    "the child of the session that ended is gone",
                    () -> servers.processes().size() == 1);
        }
        assertEquals(List.of(), servers.processes());
    }

    @Test
    void aChildSeesNothingOfTheGatewaysEnvironmentButAFewVariables() throws Exception {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            Path secret = folder.resolve("secret");
            Files.writeString(secret, "from-a-file\n");
            servers.with(servers.server(
                            "a",
                            Sharing.SHARED,
                            Map.of("TOKEN", "${file:" + secret + "}", "HOUSE", "${HOME}", "PRICE", "$5 ${x"),
                            Map.of()))
                    .start();
            Attachment one = servers.attach("a", "1");
            ObjectNode environment = JsonRpc.parse(call(one, "environment").getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();

            assertEquals("from-a-file", environment.path("TOKEN").asText());
            assertEquals(System.getenv("HOME"), environment.path("HOUSE").asText());
            assertEquals("$5 ${x", environment.path("PRICE").asText());
            List<String> allowed = List.of("TOKEN", "HOUSE", "PRICE", "PATH", "HOME", "LANG", "TMPDIR");
            environment.fieldNames().forEachRemaining(name -> assertTrue(allowed.contains(name), name));
            assertTrue(Path.of(call(one, "directory")).startsWith(folder.resolve("servers")));
        }
    }

    @Test
    void theProgressOfACallHasTheCallersOwnTokenAndComesBeforeTheAnswer() {
        try (RunningServers servers = new RunningServers(folder).hostile("a").start()) {
            List<String> heard = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1");
            ObjectNode params = arguments("progress");
            params.putObject("_meta").put("progressToken", "mine").put("more", "kept");

            UpstreamCall call = one.call(
                    "tools/call",
                    params,
                    new CallOptions(
                            Duration.ofSeconds(30),
                            message -> heard.add(
                                    message.at("/params/progressToken").asText()
                                            + message.at("/params/progress").asText()),
                            Claim.GATEWAY));
            CompletableFuture<Boolean> told = call.answer().thenApply(answer -> heard.add("answer"));

            assertTrue(told.join());
            assertNotEquals("\"mine\"", text(answer(call)));
            assertEquals(List.of("mine1", "mine2", "mine3", "answer"), heard);
            assertEquals("mine", params.at("/_meta/progressToken").asText());
        }
    }

    @Test
    void aServerThatAllShareCanAskNobodyAsItsQuestionMayBelongToACallThatIsOver() {
        try (RunningServers servers = new RunningServers(folder).hostile("a").start()) {
            List<ObjectNode> asked = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1", new UpstreamListener() {
                @Override
                public void notification(ObjectNode message) {}

                @Override
                public void request(ServerRequest request) {
                    asked.add(request.message());
                }
            });

            assertTrue(call(one, "ask").contains("none can be asked"));
            assertEquals(List.of(), asked);
        }
    }

    @Test
    void aListIsReadPageByPageAndKeptUntilItChanges() {
        try (RunningServers servers =
                new RunningServers(folder).hostile("a", "many-tools").start()) {
            List<String> heard = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1", new UpstreamListener() {
                @Override
                public void notification(ObjectNode message) {
                    heard.add(JsonRpc.method(message));
                }

                @Override
                public void request(ServerRequest request) {
                    request.refuse(JsonRpc.METHOD_NOT_FOUND, "no");
                }
            });

            List<ObjectNode> tools = List.copyOf(one.list(ListKind.TOOLS).join().items());
            assertEquals(5_000, tools.size());
            assertEquals("tool-0-4999", tools.get(4_999).path("name").asText());
            assertEquals(5_000, servers.status("a").tools());
            assertEquals(tools, List.copyOf(one.list(ListKind.TOOLS).join().items()));
            assertEquals(0, one.list(ListKind.PROMPTS).join().size());

            call(one, "change");

            assertEquals(List.of("notifications/tools/list_changed"), heard);
            assertEquals(
                    "tool-1-0",
                    one.list(ListKind.TOOLS).join().keys().iterator().next());
            assertEquals(5_000, servers.tools("a").size());
        }
    }

    @Test
    void aCallThatIsCancelledEndsAtOnceAndTheServerGoesOn() {
        try (RunningServers servers = new RunningServers(folder).hostile("a").start()) {
            Attachment one = servers.attach("a", "1");
            String pid = call(one, "pid");
            UpstreamCall call = one.call("tools/call", arguments("never"));

            call.cancel("nobody waits");

            UpstreamException failure = assertThrows(UpstreamException.class, () -> answer(call));
            assertEquals(Reason.CANCELLED, failure.reason());
            assertEquals(pid, call(one, "pid"));
        }
    }

    @Test
    void anEditedServerIsReplacedAndTheOthersGoOn() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.hostile("a").hostile("b").start();
            List<String> heard = new CopyOnWriteArrayList<>();
            Attachment a = servers.attach("a", "1", new UpstreamListener() {
                @Override
                public void notification(ObjectNode message) {
                    heard.add(JsonRpc.method(message));
                }

                @Override
                public void request(ServerRequest request) {
                    request.refuse(JsonRpc.METHOD_NOT_FOUND, "no");
                }
            });
            Attachment b = servers.attach("b", "1");
            String oldA = call(a, "pid");
            String oldB = call(b, "pid");
            UpstreamCall slow = a.call("tools/call", slowCall());

            servers.edit(servers.server("a", Sharing.SHARED, Map.of("CHANGED", "1"), Map.of()));
            await("clients hear of it", () -> heard.contains("notifications/tools/list_changed"));

            assertNotEquals(oldA, call(a, "pid"));
            assertEquals("slept", text(answer(slow)));
            assertEquals(oldB, call(b, "pid"));
            await("the old one is gone", () -> servers.processes().size() == 2);

            servers.edit(null);
            await("both are gone", () -> servers.processes().isEmpty());
            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(a, "pid"));
            assertEquals(Reason.REMOVED, failure.reason());
        }
    }

    private static ObjectNode slowCall() {
        ObjectNode params = arguments("sleep");
        params.putObject("arguments").put("millis", 1_500);
        return params;
    }

    @Test
    void aServerThatNobodyUsesIsStopped() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server("a", Sharing.SHARED, Map.of(), Map.of("idle_timeout", 0.1)))
                    .start();
            Attachment one = servers.attach("a", "1");
            call(one, "pid");
            one.close();

            await("it is stopped", () -> servers.processes().isEmpty());
            assertEquals(State.STOPPED, servers.status("a").state());
            assertEquals(2, servers.tools("a").size());
        }
    }

    @Test
    void pastTheLimitsAStartIsRefused() {
        RunningServers servers = new RunningServers(folder).limits(1, 2);
        try (servers) {
            servers.with(servers.server("a", Sharing.PER_SESSION, Map.of(), Map.of()))
                    .hostile("b")
                    .hostile("c")
                    .start();
            call(servers.attach("a", "1"), "pid");
            Attachment second = servers.attach("a", "2");
            assertEquals(
                    Reason.OVERLOADED,
                    assertThrows(UpstreamException.class, () -> call(second, "pid"))
                            .reason());
            call(servers.attach("b", "1"), "pid");
            Attachment c = servers.attach("c", "1");
            assertEquals(
                    Reason.OVERLOADED,
                    assertThrows(UpstreamException.class, () -> call(c, "pid")).reason());
            assertThrows(OverloadedException.class, () -> servers.tools("c"));
        }
    }

    @Test
    void theGatewaysOwnCommandIsTheGatewayItself() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(RunningServers.server(
                            "echo",
                            "secure-mcp-gateway",
                            List.of("echo-server"),
                            Sharing.SHARED,
                            Map.of("PATH", "/nowhere"),
                            Map.of()))
                    .start();
            assertEquals("echo", servers.tools("echo").get(0).get("name"));
            assertFalse(servers.status("echo").pid() == null);
        }
    }

    @Test
    void aRestartedServerIsAnotherProcess() {
        try (RunningServers servers = new RunningServers(folder).hostile("a").start()) {
            Attachment one = servers.attach("a", "1");
            String pid = call(one, "pid");
            assertEquals(State.READY, servers.restart("a").state());
            assertNotEquals(pid, call(one, "pid"));
            assertEquals(1, servers.status("a").restarts());
        }
    }

    @Test
    void closingEndsEverythingAlsoWhatDoesNotWantTo() {
        RunningServers servers = new RunningServers(folder);
        servers.hostile("a", "stubborn").hostile("b").start();
        call(servers.attach("a", "1"), "pid");
        call(servers.attach("b", "1"), "pid");

        servers.close();

        assertEquals(List.of(), servers.processes());
    }
}
