package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.AskedOfClients;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRequestsTest {
    private static final String SAMPLING =
            "{\"jsonrpc\": \"2.0\", \"id\": \"s\", \"method\": \"sampling/createMessage\", \"params\": "
                    + "{\"_meta\": {\"progressToken\": \"t\", \"x\": 1}, \"y\": 2}}";

    private final List<ObjectNode> sent = new ArrayList<>();
    private final AskedOfClients asked = new AskedOfClients(SAMPLING);
    private final ServerRequests requests = new ServerRequests(object("{\"sampling\": {}}"));

    private static ObjectNode object(String json) {
        return JsonRpc.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Test
    void theClientSeesTheSessionsOwnIdsAndTokens() {
        requests.ask(asked.request(), sent::add);
        requests.ask(new AskedOfClients(SAMPLING).request(), sent::add);
        assertEquals(
                object("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"sampling/createMessage\", \"params\": "
                                + "{\"_meta\": {\"progressToken\": 1, \"x\": 1}, \"y\": 2}}")
                        .toString(),
                sent.get(0).toString());
        assertEquals(2, sent.get(1).path("id").asInt());
        assertEquals(2, sent.get(1).at("/params/_meta/progressToken").asInt());
    }

    @Test
    void theFirstAnswerGoesBackUnderTheServersId() {
        requests.ask(asked.request(), sent::add);
        requests.answered(object("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {\"a\": 1}}"));
        requests.answered(object("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {\"a\": 2}}"));
        assertEquals(
                "[{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"result\":{\"a\":1}}]",
                asked.answers().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"1\"", "1.5", "null", "123456789012345678901234567890", "{}"})
    void anAnswerToNothingIsIgnored(String id) {
        requests.ask(asked.request(), sent::add);
        requests.answered(object("{\"jsonrpc\": \"2.0\", \"id\": " + id + ", \"result\": {}}"));
        assertEquals(List.of(), asked.answers());
    }

    @Test
    void progressGoesBackUnderTheServersToken() {
        requests.ask(asked.request(), sent::add);
        requests.progressed(object("{\"params\": {\"progressToken\": 1, \"progress\": 0.50}}"));
        requests.progressed(object("{\"params\": {\"progressToken\": 2, \"progress\": 1}}"));
        requests.progressed(object("{\"params\": {\"progressToken\": \"t\", \"progress\": 1}}"));
        requests.progressed(object("{\"params\": []}"));
        assertEquals(
                "[{\"progressToken\":\"t\",\"progress\":0.50}]",
                asked.progress().toString());
    }

    @Test
    void whatIsNotDeclaredIsRefusedAndNotSent() {
        AskedOfClients roots = new AskedOfClients("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"roots/list\"}");
        AskedOfClients other = new AskedOfClients("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}");
        requests.ask(roots.request(), sent::add);
        requests.ask(other.request(), sent::add);
        assertEquals(List.of(), sent);
        assertEquals(-32601, roots.answers().get(0).at("/error/code").asInt());
        assertEquals(-32601, other.answers().get(0).at("/error/code").asInt());
    }

    @Test
    void theClientIsToldThatAServerWantsNoAnswerAnyMore() {
        requests.ask(asked.request(), sent::add);
        asked.cancel();
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                sent.get(1).toString());
        requests.answered(object("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}"));
        assertEquals(List.of(), asked.answers());
    }

    @Test
    void atTheEndAllThatWaitAreRefused() {
        requests.ask(asked.request(), sent::add);
        requests.end();
        assertEquals(-32603, asked.answers().get(0).at("/error/code").asInt());
    }

    @Test
    void whoAsksAfterTheEndIsRefusedToo() {
        requests.end();
        requests.ask(asked.request(), sent::add);
        assertEquals(-32603, asked.answers().get(0).at("/error/code").asInt());
        assertTrue(sent.isEmpty());
    }
}
