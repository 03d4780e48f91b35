package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.testing.Eventually;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of clients whose own threads begin the calls of remote servers that they wait for. */
class QuickRequestsIT {
    private static final String PARAMS = "{\"name\": \"a__%s\", \"_meta\": {"
            + "\"io.modelcontextprotocol/protocolVersion\": \"2026-07-28\","
            + " \"io.modelcontextprotocol/clientCapabilities\": {}}}";

    private final McpScene scene = new McpScene();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.modern(asked -> {
            String tool = asked.message().at("/params/name").asText();
            if (asked.what().equals("tools/list")) {
                asked.result("{\"tools\":[{\"name\":\"fine\",\"inputSchema\":{\"type\":\"object\"}},"
                        + "{\"name\":\"late\",\"inputSchema\":{\"type\":\"object\"}},"
                        + "{\"name\":\"silent\",\"inputSchema\":{\"type\":\"object\"}}],"
                        + "\"ttlMs\":0,\"cacheScope\":\"public\"}");
            } else if (tool.equals("silent")) {
                if (asked.in().read() < 0) {
                    hungUp.countDown();
                }
            } else {
                if (tool.equals("late")) {
                    goOn.await(5, TimeUnit.MINUTES);
                }
                asked.text(tool);
            }
        });
        scene.addServer("{\"server_name\": \"a\", \"url\": \"" + server.url() + "\"}");
    }

    @AfterEach
    void close() throws IOException {
        goOn.countDown();
        scene.close();
        server.close();
    }

    private static McpTestClient calling(McpTestClient client, Era era, String tool) {
        return era == Era.LEGACY
                ? client
                : client.with("MCP-Protocol-Version", "2026-07-28")
                        .with("Mcp-Method", "tools/call")
                        .with("Mcp-Name", "a__" + tool);
    }

    private static CompletableFuture<Reply> begin(McpTestClient client, Era era, String tool) {
        return calling(client, era, tool)
                .begin(
                        "1",
                        "tools/call",
                        era == Era.LEGACY ? "{\"name\": \"a__" + tool + "\"}" : PARAMS.formatted(tool));
    }

    /** One that has called a tool, so that there is a connection that is idle. */
    private McpTestClient client(McpScene.Key key, Era era) {
        McpTestClient client = era == Era.LEGACY ? scene.client(key).begun() : scene.client(key);
        assertEquals("fine", text(begin(client, era, "fine").join()));
        return client;
    }

    private static String text(Reply reply) {
        return reply.expect(200).response().at("/result/content/0/text").asText();
    }

    private void awaitCalls(int number) {
        Eventually.await("the server has the call", () -> server.asked("tools/call") >= number);
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void anAnswerThatComesSoonIsNoStream(Era era) {
        McpTestClient client = client(scene.key(""), era);
        for (int i = 0; i < 3; i++) {
            Reply reply = begin(client, era, "fine").join();
            assertFalse(reply.isStream());
            assertEquals("fine", text(reply));
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void anAnswerThatIsLateComesOnAStream(Era era) {
        Reply reply = begin(client(scene.key(""), era), era, "late").join();
        assertTrue(reply.isStream());
        goOn.countDown();
        assertEquals("late", text(reply));
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void anAnswerThatIsLateComesAsItIsToAClientThatTakesNoStream(Era era) {
        McpTestClient client = client(scene.key(""), era).with("Accept", "application/json");
        CompletableFuture<Reply> reply = begin(client, era, "late");
        awaitCalls(2);
        goOn.countDown();
        assertFalse(reply.join().isStream());
        assertEquals("late", text(reply.join()));
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void theEndOfTheKeyEndsTheCall(Era era) throws InterruptedException {
        McpScene.Key key = scene.key("");
        CompletableFuture<Reply> reply = begin(client(key, era).with("Accept", "application/json"), era, "silent");
        awaitCalls(2);
        scene.gateway().post("/api/v1/api-keys/" + key.id() + "/revoke", null).expect(200);
        assertTrue(reply.join().response().has("error"));
        assertTrue(hungUp.await(Eventually.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void theClientCanCancelTheCall() throws InterruptedException {
        McpTestClient client = client(scene.key(""), Era.LEGACY).with("Accept", "application/json");
        CompletableFuture<Reply> reply = begin(client, Era.LEGACY, "silent");
        awaitCalls(2);
        client.tell("notifications/cancelled", "{\"requestId\": 1}").expect(202);
        assertTrue(reply.join().response().has("error"));
        assertTrue(hungUp.await(Eventually.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aClientThatLeavesItsStreamCancelsTheCall() throws Exception {
        Reply reply =
                begin(client(scene.key(""), Era.MODERN), Era.MODERN, "silent").join();
        assertTrue(reply.isStream());
        reply.events().close();
        assertTrue(hungUp.await(Eventually.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
}
