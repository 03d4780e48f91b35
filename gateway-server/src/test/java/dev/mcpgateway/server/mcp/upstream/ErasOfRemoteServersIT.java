package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.answer;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.arguments;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.mcp.conformance.FixtureProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixture of the conformance suite as a remote server, speaking each era alone, and both. */
class ErasOfRemoteServersIT {
    private static final String WATCHED = "test://watched-resource";
    private static final Map<String, FixtureProcess> FIXTURES = new HashMap<>();
    private static final Map<String, String> URLS = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        for (String spoken : List.of("both", "legacy-only", "modern-only")) {
            FIXTURES.put(spoken, FixtureProcess.start("http", "0", spoken));
        }
        for (Map.Entry<String, FixtureProcess> fixture : FIXTURES.entrySet()) {
            URLS.put(fixture.getKey(), fixture.getValue().url());
        }
    }

    @AfterAll
    static void stop() {
        FIXTURES.values().forEach(FixtureProcess::close);
    }

    private RunningServers fixture(String spoken, @Nullable Sharing sharing) {
        return new RunningServers(folder)
                .with(RunningServers.remote("a", String.valueOf(URLS.get(spoken)), sharing, Map.of()))
                .start();
    }

    private static UpstreamListener hearing(List<String> heard) {
        return new UpstreamListener() {
            @Override
            public void notification(ObjectNode message) {
                heard.add(message.toString());
            }

            @Override
            public void request(ServerRequest request) {
                heard.add("asked " + JsonRpc.method(request.message()));
                ObjectNode result = JsonRpc.object().put("role", "assistant").put("model", "none");
                result.putObject("content").put("type", "text").put("text", "the answer");
                request.answer(JsonRpc.result(request.message().path("id"), result));
            }
        };
    }

    private static CallOptions options(ObjectNode capabilities, @Nullable String level) {
        return new CallOptions(Duration.ofSeconds(60), message -> {}, new Claim(capabilities, null, level));
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "modern-only"})
    void aServerThatSpeaksTheModernEraIsSpokenToInIt(String spoken) {
        try (RunningServers servers = fixture(spoken, null)) {
            Attachment one = servers.attach("a", "1");

            assertEquals(Era.MODERN, one.era().join());
            assertEquals(
                    "2026-07-28",
                    one.initialized().join().path("protocolVersion").asText());
            Answer said = answer(one.call("tools/call", arguments("test_simple_text")));
            assertEquals("complete", said.message().at("/result/resultType").asText());
            assertTrue(one.list(ListKind.TOOLS).join().size() > 10);
            UpstreamStatus status = servers.status("a");
            assertEquals(UpstreamStatus.Era.MODERN, status.era());
            assertEquals(UpstreamStatus.State.READY, status.state());
            assertNull(status.pid());
        }
    }

    @Test
    void aServerOfTheLegacyEraIsInitialized() {
        try (RunningServers servers = fixture("legacy-only", null)) {
            Attachment one = servers.attach("a", "1");
            assertEquals(Era.LEGACY, one.era().join());
            Answer said = answer(one.call("tools/call", arguments("test_simple_text")));
            assertTrue(said.message().has("result"), said.message().toString());
            assertEquals(UpstreamStatus.Era.LEGACY, servers.status("a").era());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy-only", "modern-only"})
    void theProgressOfACallHasTheCallersOwnTokenAndComesBeforeTheAnswer(String spoken) {
        try (RunningServers servers = fixture(spoken, null)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            ObjectNode params = arguments("test_tool_with_progress");
            params.putObject("_meta").put("progressToken", "mine");
            UpstreamCall call = servers.attach("a", "1")
                    .call(
                            "tools/call",
                            params,
                            new CallOptions(
                                    Duration.ofSeconds(60),
                                    message -> heard.add(
                                            message.at("/params/progressToken").asText()),
                                    Claim.GATEWAY));
            call.answer().thenRun(() -> heard.add("answer")).join();
            assertEquals(List.of("mine", "mine", "mine", "answer"), heard);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy-only", "modern-only"})
    void theLogOfACallIsHeardByItsCallerAloneAlsoWhereAllShareTheServer(String spoken) {
        try (RunningServers servers = fixture(spoken, null)) {
            List<String> heardByOne = new CopyOnWriteArrayList<>();
            List<String> heardByTwo = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1", hearing(heardByOne));
            servers.attach("a", "2", hearing(heardByTwo));
            one.logLevel("debug");
            answer(one.call("tools/call", arguments("test_simple_text")));
            answer(one.call("tools/call", arguments("test_tool_with_logging"), options(JsonRpc.object(), "debug")));
            await("three messages", () -> heardByOne.size() == 3);
            assertEquals(List.of(), heardByTwo);
        }
    }

    @Test
    void aLegacyServerAsksTheClientOfItsSession() {
        try (RunningServers servers = fixture("legacy-only", Sharing.PER_SESSION)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            ObjectNode able = JsonRpc.object();
            able.putObject("sampling");
            Attachment one = servers.attach("a", "1", hearing(heard), able);
            ObjectNode params = arguments("test_sampling");
            params.putObject("arguments").put("prompt", "What?");
            Answer said = answer(one.call("tools/call", params));
            assertEquals(List.of("asked sampling/createMessage"), heard);
            assertTrue(
                    said.message().toString().contains("the answer"),
                    said.message().toString());
        }
    }

    @Test
    void aStreamThatIsClosedInTheMiddleOfACallIsTakenUpAgain() {
        try (RunningServers servers = fixture("legacy-only", null)) {
            Answer said = answer(servers.attach("a", "1").call("tools/call", arguments("test_reconnection")));
            assertTrue(said.message().has("result"), said.message().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy-only", "modern-only"})
    void everybodyHearsOfListChangesAndSubscribersOfTheirResources(String spoken) {
        try (RunningServers servers = fixture(spoken, null)) {
            List<String> heardByOne = new CopyOnWriteArrayList<>();
            List<String> heardByTwo = new CopyOnWriteArrayList<>();
            Attachment one = servers.attach("a", "1", hearing(heardByOne));
            Attachment two = servers.attach("a", "2", hearing(heardByTwo));
            answer(one.subscribe(JsonRpc.object().put("uri", WATCHED)));

            String changed = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
            await("both hear of the tools", () -> {
                answer(two.call("tools/call", arguments("test_trigger_tool_change")));
                return heardByTwo.contains(changed) && heardByOne.contains(changed);
            });
            String updated =
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\""
                            + WATCHED + "\"}}";
            answer(two.call("tools/call", arguments("test_trigger_resource_update")));
            await("the subscriber hears of the resource", () -> heardByOne.contains(updated));
            assertTrue(heardByTwo.stream().allMatch(changed::equals), heardByTwo.toString());
        }
    }

    @Test
    void argumentsThatAToolWantsAsHeadersAreSentSoAlsoWhereTheyAreNoAscii() {
        try (RunningServers servers = fixture("modern-only", null)) {
            Attachment one = servers.attach("a", "1");
            ObjectNode params = arguments("test_x_mcp_header");
            ObjectNode schema =
                    Objects.requireNonNull(one.list(ListKind.TOOLS).join().item("test_x_mcp_header"));
            ObjectNode given = params.putObject("arguments");
            schema.at("/inputSchema/properties").properties().forEach(property -> {
                if (property.getValue().path("type").asText().equals("string")) {
                    given.put(property.getKey(), " Wörter ");
                } else {
                    given.put(property.getKey(), 42);
                }
            });
            Answer said = answer(one.call("tools/call", params));
            assertTrue(said.message().has("result"), said.message().toString());
        }
    }

    @Test
    void aToolWhoseHeadersAreNotKnownYetIsLookedUp() {
        try (RunningServers servers = fixture("modern-only", null)) {
            ObjectNode params = arguments("test_x_mcp_header");
            ObjectNode given = params.putObject("arguments");
            ObjectNode schema;
            try (RunningServers others = fixture("modern-only", null)) {
                schema = Objects.requireNonNull(
                        others.attach("a", "1").list(ListKind.TOOLS).join().item("test_x_mcp_header"));
            }
            schema.at("/inputSchema/properties").properties().forEach(property -> {
                if (property.getValue().path("type").asText().equals("string")) {
                    given.put(property.getKey(), "word");
                }
            });
            Answer said = answer(servers.attach("a", "1").call("tools/call", params));
            assertTrue(said.message().has("result"), said.message().toString());
        }
    }

    @Test
    void whatTheClientOfACallCanDoGoesWithTheCall() {
        try (RunningServers servers = fixture("modern-only", null)) {
            Attachment one = servers.attach("a", "1");
            ObjectNode able = JsonRpc.object();
            able.putObject("sampling");
            Answer refused = answer(one.call("tools/call", arguments("test_missing_capability")));
            Answer taken = answer(one.call("tools/call", arguments("test_missing_capability"), options(able, null)));
            assertEquals(-32021, refused.message().at("/error/code").asInt());
            assertTrue(taken.message().has("result"), taken.message().toString());
        }
    }

    /** Speaks one era, as {@code isModern} has it at present, and refuses what is said in the other. */
    private static ScriptedServer turning(AtomicBoolean isModern) throws IOException {
        return ScriptedServer.start(asked -> {
            boolean isModernRequest = "2026-07-28".equals(asked.headers().get("mcp-protocol-version"));
            if (isModern.get() && !isModernRequest) {
                String refusal =
                        "{\"jsonrpc\":\"2.0\",\"id\":" + asked.message().path("id")
                                + ",\"error\":{\"code\":-32022,\"message\":\"no\",\"data\":{\"supported\":[\"2026-07-28\"]}}}";
                asked.write("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: "
                        + refusal.length() + "\r\n\r\n" + refusal);
            } else if (asked.what().equals("initialize")) {
                asked.result(ScriptedServer.initialized(asked), "Mcp-Session-Id: session");
            } else if (!isModern.get() && !asked.headers().containsKey("mcp-session-id")) {
                asked.status(400);
            } else if (asked.what().equals("server/discover")) {
                asked.result("{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}}}");
            } else if (asked.what().equals("tools/call")) {
                asked.text(isModern.get() ? "modern" : "legacy");
            } else {
                asked.status(asked.method().equals("GET") ? 405 : 202);
            }
        });
    }

    @Test
    void aServerThatTurnsToTheOtherEraIsSpokenToInIt() throws IOException {
        AtomicBoolean isModern = new AtomicBoolean(true);
        try (ScriptedServer server = turning(isModern);
                RunningServers servers = new RunningServers(folder)
                        .with(RunningServers.remote("a", server.url(), null, Map.of()))
                        .start()) {
            Attachment one = servers.attach("a", "1");
            for (String era : List.of("modern", "legacy", "modern", "legacy")) {
                isModern.set(era.equals("modern"));
                assertEquals(era, RunningServers.call(one, "x"));
                assertEquals(
                        era.toUpperCase(Locale.ROOT),
                        String.valueOf(servers.status("a").era()));
            }
            assertEquals(7, server.asked("tools/call"), "each refused call was made a second time, and no other");
        }
    }

    @Test
    void aServerThatRefusesACallInItsOwnEraIsAskedWhatItIsAndKeepsItsConnection() throws IOException {
        try (ScriptedServer server = ScriptedServer.modern(asked -> asked.status(400));
                RunningServers servers = new RunningServers(folder)
                        .with(RunningServers.remote("a", server.url(), null, Map.of()))
                        .start()) {
            Attachment one = servers.attach("a", "1");
            UpstreamException refusal =
                    assertThrows(UpstreamException.class, () -> answer(one.call("tools/call", arguments("x"))));
            assertEquals("Server 'a' answered with HTTP status 400", refusal.getMessage());
            assertEquals(1, server.asked("tools/call"));
            assertEquals(2, server.asked("server/discover"));
        }
    }
}
