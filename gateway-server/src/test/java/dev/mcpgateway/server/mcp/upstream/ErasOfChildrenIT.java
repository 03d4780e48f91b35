package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.answer;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.arguments;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import dev.mcpgateway.server.domain.UpstreamStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Child processes of both eras. */
class ErasOfChildrenIT {
    private static final String WATCHED = "test://watched-resource";

    @TempDir
    private Path folder;

    private RunningServers fixture(String... spoken) {
        RunningServers servers = new RunningServers(folder);
        return servers.with(servers.fixture("a", null, spoken)).start();
    }

    /** Hears notifications, by their methods. */
    private static UpstreamListener hearing(List<String> heard) {
        return new UpstreamListener() {
            @Override
            public void notification(ObjectNode message) {
                heard.add(message.toString());
            }

            @Override
            public void request(ServerRequest request) {
                heard.add("asked");
                request.refuse(JsonRpc.METHOD_NOT_FOUND, "no");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "modern-only"})
    void aServerThatSpeaksTheModernEraIsSpokenToInIt(String spoken) {
        try (RunningServers servers = fixture(spoken)) {
            Attachment one = servers.attach("a", "1");

            assertEquals(Era.MODERN, one.era().join());
            ObjectNode initialized = one.initialized().join();
            assertEquals("2026-07-28", initialized.path("protocolVersion").asText());
            assertTrue(initialized.path("serverInfo").has("name"), initialized.toString());
            assertTrue(initialized.at("/capabilities/tools/listChanged").asBoolean());
            assertEquals(UpstreamStatus.Era.MODERN, servers.status("a").era());
            Answer said = answer(one.call("tools/call", arguments("test_simple_text")));
            assertEquals("complete", said.message().at("/result/resultType").asText());
            assertTrue(one.list(ListKind.TOOLS).join().size() > 10);
        }
    }

    @Test
    void aServerOfTheLegacyEraIsInitialized() {
        try (RunningServers servers = fixture("legacy-only")) {
            Attachment one = servers.attach("a", "1");
            assertEquals(Era.LEGACY, one.era().join());
            assertEquals(
                    "2025-11-25",
                    one.initialized().join().path("protocolVersion").asText());
            assertEquals(UpstreamStatus.Era.LEGACY, servers.status("a").era());
        }
    }

    @Test
    void clientsShareAModernServerAndNotALegacyOne() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.fixture("modern", null, "modern-only"))
                    .with(servers.fixture("legacy", null, "legacy-only"))
                    .start();
            for (String name : List.of("modern", "legacy")) {
                List<Attachment> attachments =
                        List.of(servers.attach(name, "1"), servers.attach(name, "2"), servers.attach(name, "3"));
                List<UpstreamCall> calls = attachments.stream()
                        .map(attachment -> attachment.call("tools/call", arguments("test_simple_text")))
                        .toList();
                calls.forEach(RunningServers::answer);
            }
            assertEquals(1 + 3, servers.processes().size());
        }
    }

    @Test
    void aModernServerThatIsNotToBeSharedIsNot() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.fixture("a", Sharing.PER_SESSION, "modern-only"))
                    .start();
            answer(servers.attach("a", "1").call("tools/call", arguments("test_simple_text")));
            answer(servers.attach("a", "2").call("tools/call", arguments("test_simple_text")));
            assertEquals(2, servers.processes().size());
        }
    }

    @Test
    void whatTheClientOfACallCanDoGoesWithTheCall() {
        try (RunningServers servers = fixture()) {
            Attachment one = servers.attach("a", "1");
            ObjectNode able = JsonRpc.object();
            able.putObject("elicitation");
            able.putObject("sampling");
            ObjectNode call = arguments("test_missing_capability");

            Answer refused = answer(one.call("tools/call", call));
            Answer taken = answer(one.call(
                    "tools/call",
                    call,
                    new CallOptions(Duration.ofSeconds(60), message -> {}, new Claim(able, null, null))));

            assertEquals(-32021, refused.message().at("/error/code").asInt());
            assertTrue(taken.message().has("result"), taken.message().toString());
            assertFalse(call.has("_meta"));
        }
    }

    @Test
    void aResultThatAsksForInputIsHandedOnAsItIs() {
        try (RunningServers servers = fixture("modern-only")) {
            Attachment one = servers.attach("a", "1");
            ObjectNode able = JsonRpc.object();
            able.putObject("elicitation");
            Answer asking = answer(one.call(
                    "tools/call",
                    arguments("test_input_required_result_elicitation"),
                    new CallOptions(Duration.ofSeconds(60), message -> {}, new Claim(able, null, null))));
            assertEquals(
                    "input_required",
                    asking.message().at("/result/resultType").asText(),
                    asking.message().toString());
            assertTrue(asking.message().at("/result/inputRequests").isObject());
        }
    }

    @Test
    void aLogLevelGoesWithTheCallAndItsMessagesComeBack() {
        try (RunningServers servers = fixture("modern-only")) {
            List<String> heard = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1", hearing(heard));
            answer(one.call("tools/call", arguments("test_tool_with_logging")));
            assertEquals(List.of(), heard);

            Claim claim = new Claim(JsonRpc.object(), null, "debug");
            answer(one.call(
                    "tools/call",
                    arguments("test_tool_with_logging"),
                    new CallOptions(Duration.ofSeconds(60), message -> {}, claim)));

            assertEquals(3, heard.size(), heard.toString());
            assertTrue(heard.get(0).contains("notifications/message"), heard.get(0));
        }
    }

    @Test
    void theProgressOfACallHasTheCallersOwnToken() {
        try (RunningServers servers = fixture("modern-only")) {
            List<String> heard = new CopyOnWriteArrayList<>();
            ObjectNode params = arguments("test_tool_with_progress");
            params.putObject("_meta").put("progressToken", "mine");
            answer(servers.attach("a", "1")
                    .call(
                            "tools/call",
                            params,
                            new CallOptions(
                                    Duration.ofSeconds(60),
                                    message -> heard.add(
                                            message.at("/params/progressToken").asText()),
                                    Claim.GATEWAY)));
            assertEquals(List.of("mine", "mine", "mine"), heard);
        }
    }

    @Test
    void everybodyHearsOfListChangesAndSubscribersOfTheirResources() {
        try (RunningServers servers = fixture("modern-only")) {
            List<String> heardByOne = new CopyOnWriteArrayList<>();
            List<String> heardByTwo = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1", hearing(heardByOne));
            Attachment two = servers.attach("a", "2", hearing(heardByTwo));
            answer(one.call("tools/call", arguments("test_simple_text")));
            Answer subscribed = answer(one.subscribe(JsonRpc.object().put("uri", WATCHED)));
            assertEquals("{}", subscribed.message().path("result").toString());

            answer(two.call("tools/call", arguments("test_trigger_tool_change")));
            answer(two.call("tools/call", arguments("test_trigger_resource_update")));

            String changed = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
            String updated =
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\""
                            + WATCHED + "\"}}";
            await("both hear of the tools", () -> heardByTwo.contains(changed) && heardByOne.contains(changed));
            await("the subscriber hears of the resource", () -> heardByOne.contains(updated));
            assertEquals(List.of(changed), heardByTwo);

            answer(Objects.requireNonNull(one.unsubscribe(JsonRpc.object().put("uri", WATCHED))));
            answer(two.subscribe(JsonRpc.object().put("uri", WATCHED)));
            answer(two.call("tools/call", arguments("test_trigger_resource_update")));
            await("the new subscriber hears of it", () -> heardByTwo.contains(updated));
            assertEquals(List.of(changed, updated), heardByOne);
        }
    }

    @Test
    void anotherProcessIsAskedForTheSameSubscriptions() {
        try (RunningServers servers = fixture("modern-only")) {
            List<String> heard = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1", hearing(heard));
            answer(one.subscribe(JsonRpc.object().put("uri", WATCHED)));
            servers.restart("a");
            await("it hears of the resource of the new process", () -> {
                answer(one.call("tools/call", arguments("test_trigger_resource_update")));
                return heard.stream().anyMatch(message -> message.contains("resources/updated"));
            });
        }
    }

    @Test
    void aServerThatExitsWhenItIsAskedWhatItIsIsStartedAgainAndInitialized() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server("a", null, Map.of(), Map.of(), "exit-at-unknown"))
                    .start();
            Attachment one = servers.attach("a", "1");
            Attachment two = servers.attach("a", "2");

            assertNotEquals(call(one, "pid"), call(two, "pid"));

            UpstreamStatus status = servers.status("a");
            assertEquals(UpstreamStatus.Era.LEGACY, status.era());
            assertEquals(UpstreamStatus.State.READY, status.state());
            assertEquals(null, status.lastError());
            assertEquals(2, servers.processes().size());
        }
    }

    @Test
    void aServerThatDoesNotAnswerWhatItIsIsInitialized() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(servers.server("a", null, Map.of(), Map.of("probe_timeout", 0.2), "ignores-unknown"))
                    .start();
            call(servers.attach("a", "1"), "pid");
            assertEquals(UpstreamStatus.Era.LEGACY, servers.status("a").era());
        }
    }

    @Test
    void aServerThatIsAskedTooEarlyIsTakenForWhatItAnswersInTheEnd() {
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            List<String> args = servers.fixture("a", null, "modern-only").transport()
                            instanceof dev.mcpgateway.server.domain.Transport.Stdio stdio
                    ? stdio.args()
                    : List.of();
            servers.with(RunningServers.server(
                            "a",
                            RunningServers.java(),
                            args,
                            null,
                            Map.of(),
                            Map.of("probe_timeout", 0.001, "startup_timeout", 60)))
                    .start();
            assertEquals(Era.MODERN, servers.attach("a", "1").era().join());
        }
    }

    @Test
    void aCallThatIsCancelledEndsAtOnceAndTheServerGoesOn() {
        try (RunningServers servers = fixture("modern-only")) {
            Attachment one = servers.attach("a", "1");
            answer(one.call("tools/call", arguments("test_simple_text")));
            UpstreamCall call = one.call("tools/call", arguments("test_tool_with_progress"));
            call.cancel("nobody waits");
            assertEquals(
                    UpstreamException.Reason.CANCELLED,
                    assertThrows(UpstreamException.class, () -> answer(call)).reason());
            answer(one.call("tools/call", arguments("test_simple_text")));
        }
    }
}
