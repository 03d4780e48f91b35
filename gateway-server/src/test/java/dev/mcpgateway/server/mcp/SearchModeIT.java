package dev.mcpgateway.server.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.cli.Main;
import dev.mcpgateway.server.mcp.conformance.FixtureProcess;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration whose tools are searched, over real HTTP and in front of real servers; one of them cannot be started. */
@Timeout(180)
class SearchModeIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final AtomicInteger USERS = new AtomicInteger();
    private static final String SECRET = "not-for-clients";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        project("team", "\"mode\": \"search\"");
        addServer("team", "fixture", fixture(), "\"description\": \"Samples of all that a tool can answer\"");
        addServer("team", "echo", echo(), "\"tools\": {\"echo\": {}}");
        addServer("team", "closed", fixture(), "\"tools\": {\"test_simple_text\": {}}");
        addServer("team", "away", List.of("/no/such/program"), "\"description\": \"Never there\"");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void theToolsOfTheGatewayAreListedInThePlaceOfAllOthers() {
        Session session = session("");
        JsonNode tools = session.result("tools/list", "{}").path("tools");

        assertEquals(
                List.of(
                        "enkrypt_list_all_servers",
                        "enkrypt_get_server_info",
                        "enkrypt_discover_all_tools",
                        "enkrypt_secure_call_tools"),
                texts(tools, "name"));
        for (JsonNode tool : tools) {
            assertEquals("object", tool.at("/inputSchema/type").asText());
            assertEquals("object", tool.at("/outputSchema/type").asText());
            assertTrue(tool.at("/annotations/readOnlyHint").isBoolean());
        }
        assertTrue(session.instructions().contains("\n- fixture: Samples of all that a tool can answer"));
    }

    @Test
    void allServersAreListedAndThoseThatAreAwaySayWhy() {
        JsonNode listed = session("").meta("enkrypt_list_all_servers", "{}");

        assertEquals("success", listed.path("status").asText());
        assertEquals(
                "[\"fixture\",\"echo\",\"closed\"]",
                listed.path("discovery_success_servers").toString());
        assertEquals("[\"away\"]", listed.path("discovery_failed_servers").toString());
        assertEquals(
                "[{\"name\":\"echo\",\"title\":\"Echo\",\"description\":\"Gives back the message it is given.\"}]",
                listed.at("/available_servers/echo/tools/tools").toString());
        assertEquals(
                List.of("test_simple_text"),
                texts(listed.at("/available_servers/closed/tools/tools"), "name"),
                "an allow-list holds");
        assertTrue(
                listed.at("/available_servers/away/discovery_error/message")
                        .asText()
                        .contains("'away'"),
                listed::toString);
    }

    @Test
    void serversAreListedWithoutAskingThem() {
        JsonNode listed = session("").meta("enkrypt_list_all_servers", "{\"discover_tools\": false}");

        assertEquals(
                "{\"server_name\":\"away\",\"description\":\"Never there\"}",
                listed.at("/available_servers/away").toString());
        assertEquals(
                "[\"fixture\",\"echo\",\"closed\",\"away\"]",
                listed.path("servers_needing_discovery").toString());
    }

    @Test
    void aServerIsDescribedWithoutHowItIsStarted() {
        JsonNode described = session("").meta("enkrypt_get_server_info", "{\"server_name\": \"fixture\"}");

        assertEquals("fixture", described.path("server_name").asText());
        assertTrue(described.at("/server_info/implementation/name").isTextual(), described::toString);
        assertTrue(described.at("/server_info/tools/tools/0/inputSchema").isObject(), described::toString);
        assertFalse(described.toString().contains(SECRET));
    }

    @Test
    void whatIsFoundCanBeCalledByBothOfItsNames() {
        Session session = session("");
        JsonNode tool = session.meta("enkrypt_discover_all_tools", "{\"server_name\": \"echo\"}")
                .at("/tools/tools/0");
        assertEquals("message", tool.at("/inputSchema/required/0").asText());

        for (String name :
                List.of(tool.path("name").asText(), tool.path("exposed_name").asText())) {
            JsonNode called = session.meta(
                    "enkrypt_secure_call_tools",
                    "{\"server_name\": \"echo\", \"tool_calls\": [{\"name\": \"%s\", \"args\": {\"message\": \"hi\"}}]}"
                            .formatted(name));
            assertEquals("hi", called.at("/results/0/response").asText(), name);
        }
        JsonNode direct = session.result(
                "tools/call",
                "{\"name\": \"%s\", \"arguments\": {\"message\": \"hi\"}}"
                        .formatted(tool.path("exposed_name").asText()));
        assertEquals("hi", direct.at("/content/0/text").asText());
    }

    @Test
    void aQueryFindsTheBestOfAllServersFirst() {
        JsonNode found = session("").meta("enkrypt_discover_all_tools", "{\"query\": \"give back a message\"}");

        assertEquals("echo", found.path("available_servers").fieldNames().next());
        assertEquals(
                "echo", found.at("/available_servers/echo/tools/tools/0/name").asText());
        assertTrue(found.at("/available_servers/echo/tools/tools/0/inputSchema").isObject());
        assertEquals("[\"away\"]", found.path("discovery_failed_servers").toString());
        JsonNode nothing =
                session("").meta("enkrypt_discover_all_tools", "{\"query\": \"weather\", \"server_name\": null}");
        assertEquals("success", nothing.path("status").asText());
        assertEquals(
                List.of("away"),
                names(nothing.path("available_servers")),
                "a server that does not answer may have what is looked for");
    }

    @Test
    void severalCallsAreAnsweredInTheirOrderAndCountedUnderTheirOwnNames() {
        Session session = session("");
        JsonNode result = session.result("tools/call", call("fixture", "", "test_simple_text", "test_image_content"));
        JsonNode report = result.path("structuredContent");

        assertEquals(report, parsed(result.at("/content/0/text").asText()));
        assertEquals(List.of("success", "success"), texts(report.path("results"), "status"));
        assertEquals(
                "This is a simple text response for testing.",
                report.at("/results/0/response").asText());
        int image = report.at("/results/1/other_content/0/content_index").asInt();
        assertEquals("image", result.at("/content/" + image + "/type").asText());
        assertFalse(result.path("isError").asBoolean());
        assertEquals(
                List.of("tools/call:fixture/test_image_content x1", "tools/call:fixture/test_simple_text x1"),
                session.toolsCalled());
    }

    @Test
    void theCallsAfterOneThatFailsAreSkippedUnlessTheyAreToBeMade() {
        Session session = session("");
        JsonNode stopped = session.meta(
                "enkrypt_secure_call_tools",
                arguments("fixture", "", "test_simple_text", "test_error_handling", "test_simple_text"));
        JsonNode whole = session.meta(
                "enkrypt_secure_call_tools",
                arguments(
                        "fixture",
                        ", \"continue_on_error\": true",
                        "no_such_tool",
                        "test_error_handling",
                        "test_simple_text"));

        assertEquals(List.of("success", "error", "skipped"), texts(stopped.path("results"), "status"));
        assertTrue(stopped.at("/results/2/message").asText().contains("tool_calls[1]"));
        assertEquals(
                "This tool intentionally returns an error for testing",
                stopped.at("/results/1/response").asText());
        assertEquals(List.of("error", "error", "success"), texts(whole.path("results"), "status"));
        assertEquals("Unknown tool: no_such_tool", whole.at("/results/0/error").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "enkrypt_list_all_servers | {'discover_tools': 'yes'} | discover_tools must be true or false",
                "enkrypt_get_server_info | {} | server_name is missing: it must be one of fixture, echo, closed, away",
                "enkrypt_get_server_info | {'server_name': 3} | server_name must be a string",
                "enkrypt_discover_all_tools | {'server_name': 'x'} | server_name: there is no server 'x'; it must be one of"
                        + " fixture, echo, closed, away",
                "enkrypt_discover_all_tools | {'query': ['x']} | query must be a string",
                "enkrypt_secure_call_tools | {'server_name': 'echo', 'tool_calls': {}} | tool_calls must be a list of objects",
                "enkrypt_secure_call_tools | {'server_name': 'echo', 'tool_calls': [{'name': 'echo'}, 'echo']} |"
                        + " tool_calls[1] must be an object",
                "enkrypt_secure_call_tools | {'server_name': 'echo', 'tool_calls': [{'name': 'echo'}, {}]} |"
                        + " tool_calls[1].name must be the name of a tool",
                "enkrypt_secure_call_tools | {'server_name': 'echo', 'tool_calls': [{'name': 'echo'}],"
                        + " 'continue_on_error': 1} | continue_on_error must be true or false"
            })
    void aBadArgumentIsNamedInAResultAndNothingIsCalled(String tool, String arguments, String error) {
        Session session = session("");
        JsonNode result = session.result(
                "tools/call", "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments.replace('\'', '"')));

        assertTrue(result.path("isError").asBoolean(), result::toString);
        assertEquals(error, result.at("/structuredContent/error").asText());
        assertEquals(List.of("tools/call:" + tool + " x1"), session.toolsCalled());
    }

    @Test
    void moreCallsThanMayBeAreRefused() {
        String[] names = Stream.generate(() -> "echo").limit(51).toArray(String[]::new);
        JsonNode refused = session("").meta("enkrypt_secure_call_tools", arguments("echo", "", names));

        assertEquals(
                "tool_calls must not have more than 50 entries",
                refused.path("error").asText());
    }

    @Test
    void withoutCallsTheToolsOfTheServerAreGiven() {
        JsonNode given = session("").meta("enkrypt_secure_call_tools", "{\"server_name\": \"echo\"}");

        assertEquals("echo", given.at("/tools/tools/0/name").asText());
        assertEquals("success", given.path("status").asText());
    }

    @Test
    void aKeyThatMayOnlyListFindsToolsAndCallsNone() {
        Session session = session("\"scopes\": [\"tools:list\"]");

        assertEquals(3, session.result("tools/list", "{}").path("tools").size());
        assertEquals(
                List.of("echo"),
                texts(
                        session.meta("enkrypt_discover_all_tools", "{\"server_name\": \"echo\"}")
                                .at("/tools/tools"),
                        "name"));
        assertEquals(403, session.post("tools/call", call("echo", "", "echo")).statusCode());
    }

    @Test
    void aKeyForOneToolSeesAndCallsThatAlone() {
        Session session = session("\"scopes\": [\"tools:call:fixture/test_simple_text\"]");
        JsonNode listed = session.meta("enkrypt_list_all_servers", "{}");
        JsonNode called = session.meta(
                "enkrypt_secure_call_tools",
                arguments("fixture", ", \"continue_on_error\": true", "test_error_handling", "x", "test_simple_text"));

        assertEquals(List.of("fixture"), names(listed.path("available_servers")));
        assertEquals(List.of("test_simple_text"), texts(listed.at("/available_servers/fixture/tools/tools"), "name"));
        assertEquals(List.of("denied", "denied", "success"), texts(called.path("results"), "status"));
        assertEquals(
                "server_name: there is no server 'echo'; it must be one of fixture",
                session.meta("enkrypt_secure_call_tools", arguments("echo", "", "echo"))
                        .path("error")
                        .asText());
        assertFalse(session.instructions().contains("echo"));
    }

    @Test
    void whatAnAllowListLeavesOutIsNotThere() {
        JsonNode called = session("").meta("enkrypt_secure_call_tools", arguments("closed", "", "test_error_handling"));

        assertEquals(
                "Unknown tool: test_error_handling",
                called.at("/results/0/error").asText());
        assertEquals(1, called.at("/summary/failed_calls").asInt());
    }

    @Test
    void aServerThatIsAwayFailsItsCallsWithTheReason() {
        JsonNode called = session("").meta("enkrypt_secure_call_tools", arguments("away", "", "anything"));

        assertTrue(called.at("/results/0/error").asText().contains("'away'"), called::toString);
    }

    @Test
    void eachCallCountsAgainstTheLimitOfTheKey() {
        Session session = session("\"rate_limit\": {\"limit\": 4, \"window_seconds\": 3600}");
        JsonNode called = session.meta(
                "enkrypt_secure_call_tools",
                arguments(
                        "fixture",
                        ", \"continue_on_error\": true",
                        "test_simple_text",
                        "test_simple_text",
                        "test_simple_text",
                        "test_simple_text",
                        "test_simple_text"));

        // The first of the four was initialize.
        assertEquals(
                List.of("success", "success", "success", "error", "skipped"), texts(called.path("results"), "status"));
        assertEquals(429, session.post("tools/list", "{}").statusCode());
    }

    @Test
    void theProgressOfSeveralCallsGrows() {
        Session session = session("");
        String params = call("fixture", "", "test_tool_with_progress", "test_tool_with_progress");
        List<Double> told = new ArrayList<>();
        for (JsonNode message : session.stream(
                "tools/call",
                params.substring(0, params.length() - 1) + ", \"_meta\": {\"progressToken\": \"mine\"}}")) {
            if (message.path("method").asText().equals("notifications/progress")) {
                assertEquals("mine", message.at("/params/progressToken").asText());
                assertEquals(2, message.at("/params/total").asInt());
                told.add(message.at("/params/progress").asDouble());
            }
        }

        assertEquals(List.of(0.5, 1.0, 1.5, 2.0), told);
    }

    @Test
    void cancellingEndsTheCallThatIsUnderWayAndBeginsNoOther() {
        project("asking", "\"mode\": \"search\"");
        // A server that is shared asks nobody.
        addServer("asking", "fixture", fixture(), "\"sharing\": \"per_session\"");
        Session session = new Session(key("asking", ""), "{\"elicitation\": {}}");
        List<String> methods = new ArrayList<>();
        Iterable<JsonNode> stream =
                session.stream("tools/call", call("fixture", "", "test_elicitation", "test_simple_text"));
        for (JsonNode message : stream) {
            methods.add(message.path("method").asText());
            if (message.path("method").asText().equals("elicitation/create")) {
                session.tell("notifications/cancelled", "{\"requestId\": 2, \"reason\": \"enough\"}");
            }
            assertFalse(message.has("result"), message::toString);
        }

        assertTrue(methods.contains("elicitation/create"), methods::toString);
        assertEquals(List.of("tools/call:fixture/test_elicitation x1"), session.toolsCalled());
    }

    @Test
    void namesWithoutPrefixAreSearchedAsWell() {
        project("plain", "\"mode\": \"search\", \"prefix\": \"never\"");
        addServer("plain", "echo", echo(), "\"description\": \"Echoes\"");
        Session session = new Session(key("plain", ""), "{}");

        assertEquals(
                "echo",
                session.meta("enkrypt_discover_all_tools", "{}")
                        .at("/available_servers/echo/tools/tools/0/exposed_name")
                        .asText());
        assertEquals(
                "hi",
                session.meta(
                                "enkrypt_secure_call_tools",
                                "{\"server_name\": \"echo\", \"tool_calls\":"
                                        + " [{\"tool_name\": \"echo\", \"arguments\": {\"message\": \"hi\"}}]}")
                        .at("/results/0/response")
                        .asText());
        gateway.patch("/api/v1/configs/plain", "{\"mode\": \"tools\"}").expect(200);
        assertEquals(List.of("echo"), texts(session.result("tools/list", "{}").path("tools"), "name"));
    }

    @Test
    void clientsWithoutSessionsSearchAndCallAsWell() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/mcp"))
                .header(
                        "Authorization",
                        "Bearer " + key("team", "").path("api_key").asText())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", "enkrypt_secure_call_tools")
                .POST(BodyPublishers.ofString(
                        """
                        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "enkrypt_secure_call_tools",
                          "arguments": %s, "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
                          "io.modelcontextprotocol/clientCapabilities": {}}}}""".formatted(arguments("fixture", "", "test_simple_text", "test_error_handling"))))
                .build();
        JsonNode result =
                parsed(HTTP.send(request, BodyHandlers.ofString()).body()).path("result");

        assertEquals("complete", result.path("resultType").asText(), result::toString);
        assertEquals(List.of("success", "error"), texts(result.at("/structuredContent/results"), "status"));
    }

    private static List<String> fixture() {
        List<String> command = new ArrayList<>(FixtureProcess.command());
        command.addAll(List.of("stdio", "legacy-only", SECRET));
        return command;
    }

    private static List<String> echo() {
        return List.of(
                FixtureProcess.command().get(0),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "echo-server");
    }

    private static void project(String name, String settings) {
        gateway.post("/api/v1/configs", "{\"config_name\": \"%s\", %s}".formatted(name, settings))
                .expect(201);
        gateway.post("/api/v1/projects", "{\"project_name\": \"%s\"}".formatted(name))
                .expect(201);
        gateway.post("/api/v1/projects/" + name + "/assign-config", "{\"config_name\": \"%s\"}".formatted(name))
                .expect(200);
    }

    /** One that all sessions share where {@code members} say nothing else, so that there are few processes. */
    private static void addServer(String config, String name, List<String> command, String members) {
        ObjectNode body = parsed("{%s}".formatted(members)).put("server_name", name);
        if (!body.has("sharing")) {
            body.put("sharing", "shared");
        }
        body.put("server_command", command.get(0));
        command.stream().skip(1).forEach(body.putArray("args")::add);
        gateway.post("/api/v1/configs/" + config + "/servers", body.toString()).expect(201);
    }

    private static JsonNode key(String project, String settings) {
        String email = "user-" + USERS.incrementAndGet() + "@example.com";
        gateway.post("/api/v1/users", "{\"email\": \"%s\"}".formatted(email)).expect(201);
        gateway.post("/api/v1/projects/" + project + "/users", "{\"email\": \"%s\"}".formatted(email))
                .expect(200);
        return gateway.data(gateway.post(
                        "/api/v1/users/" + email + "/api-keys",
                        "{\"project_name\": \"%s\"%s}".formatted(project, settings.isEmpty() ? "" : ", " + settings))
                .expect(201));
    }

    private static Session session(String keySettings) {
        return new Session(key("team", keySettings), "{}");
    }

    private static String call(String server, String more, String... tools) {
        return "{\"name\": \"enkrypt_secure_call_tools\", \"arguments\": %s}".formatted(arguments(server, more, tools));
    }

    private static String arguments(String server, String more, String... tools) {
        List<String> calls =
                Stream.of(tools).map("{\"name\": \"%s\"}"::formatted).toList();
        return "{\"server_name\": \"%s\", \"tool_calls\": %s%s}".formatted(server, calls, more);
    }

    private static ObjectNode parsed(String json) {
        return JsonRpc.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.path(member).asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A client with a key and a session of its own. */
    private static final class Session {
        private final String key;
        private final String keyId;
        private final String id;
        private final String instructions;
        private int requests;

        Session(JsonNode key, String capabilities) {
            this.key = key.path("api_key").asText();
            this.keyId = key.path("key_id").asText();
            HttpResponse<Stream<String>> begun =
                    send("", request("initialize", """
                            {"protocolVersion": "2025-11-25", "capabilities": %s,
                             "clientInfo": {"name": "test", "version": "1"}}""".formatted(capabilities)), "application/json");
            this.id = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
            this.instructions = parsed(whole(begun)).at("/result/instructions").asText();
        }

        String instructions() {
            return instructions;
        }

        HttpResponse<Stream<String>> post(String method, String params) {
            return send(id, request(method, params), "application/json");
        }

        JsonNode result(String method, String params) {
            JsonNode answer = parsed(whole(post(method, params)));
            assertTrue(answer.has("result"), answer::toString);
            return answer.get("result");
        }

        /** What a tool of the gateway's own tells. */
        JsonNode meta(String tool, String arguments) {
            return result("tools/call", "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments))
                    .path("structuredContent");
        }

        void tell(String method, String params) {
            send(
                    id,
                    "{\"jsonrpc\": \"2.0\", \"method\": \"%s\", \"params\": %s}".formatted(method, params),
                    "application/json");
        }

        /** The messages up to the end of the answer, as they come. */
        Iterable<JsonNode> stream(String method, String params) {
            Iterator<JsonNode> messages = send(id, request(method, params), "application/json, text/event-stream")
                    .body()
                    .filter(line -> line.startsWith("data: {"))
                    .map(line -> (JsonNode) parsed(line.substring("data: ".length())))
                    .iterator();
            return () -> messages;
        }

        /** What its usage shows of tools, and how often. */
        List<String> toolsCalled() {
            JsonNode usage = gateway.data(gateway.get("/api/v1/api-keys/" + keyId + "/usage"));
            List<String> called = new ArrayList<>();
            for (JsonNode endpoint : usage.path("endpoints")) {
                if (endpoint.path("endpoint").asText().startsWith("tools/call:")) {
                    called.add(endpoint.path("endpoint").asText() + " x"
                            + endpoint.path("count").asInt());
                }
            }
            called.sort(null);
            return called;
        }

        private String request(String method, String params) {
            requests++;
            return "{\"jsonrpc\": \"2.0\", \"id\": %d, \"method\": \"%s\", \"params\": %s}"
                    .formatted(requests, method, params);
        }

        private HttpResponse<Stream<String>> send(String session, String body, String accept) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + "/mcp"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .header("Accept", accept)
                    .POST(BodyPublishers.ofString(body));
            if (!session.isEmpty()) {
                request.header("Mcp-Session-Id", session);
            }
            try {
                return HTTP.send(request.build(), BodyHandlers.ofLines());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        private static String whole(HttpResponse<Stream<String>> answer) {
            return String.join("\n", answer.body().toList());
        }
    }
}
