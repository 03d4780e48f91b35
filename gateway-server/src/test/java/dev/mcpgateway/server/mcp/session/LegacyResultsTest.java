package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import org.junit.jupiter.api.Test;

class LegacyResultsTest {
    @Test
    void aResourceThatALaterServerDoesNotHaveIsToldWithTheCodeThatClientsKnow() {
        ObjectNode error = notFound().set("data", JsonRpc.object().put("uri", "test://none"));

        ObjectNode told = shaped(error, "resources/read");

        assertEquals(-32002, told.at("/error/code").asInt());
        assertEquals("test://none", told.at("/error/data/uri").asText());
        assertEquals(-32602, error.path("code").asInt(), "what was given stays as it is");
    }

    @Test
    void otherErrorsKeepTheirCode() {
        ObjectNode named = notFound().set("data", JsonRpc.object().put("uri", "test://none"));

        assertEquals(-32602, shaped(named, "tools/call").at("/error/code").asInt());
        assertEquals(
                -32602, shaped(notFound(), "resources/read").at("/error/code").asInt());
    }

    private static ObjectNode notFound() {
        return JsonRpc.object().put("code", -32602).put("message", "Resource not found");
    }

    private static ObjectNode shaped(ObjectNode error, String method) {
        ObjectNode message = JsonRpc.object().put("jsonrpc", "2.0");
        message.set("id", IntNode.valueOf(1));
        message.set("error", error);
        Outcome outcome = LegacyResults.shaped(new Outcome.Responded(message, 200, 0), method);
        return ((Outcome.Responded) outcome).message();
    }
}
