package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody can tell an answer that was kept from one that was made, but by its speed. */
class KeptAnswersIT {
    private static final String CONFIG = "/api/v1/configs/default_config";
    private static final String SERVERS = CONFIG + "/servers";

    private final TestGateway gateway = TestGateway.start();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aSecondAnswerIsLikeTheFirstWithTheTimeOfItsOwn() {
        Exchange first = gateway.get(CONFIG).expect(200);
        gateway.clock().advance(Duration.ofSeconds(1));
        Exchange second = gateway.get(CONFIG).expect(200);
        assertEquals(first.data(), second.data());
        assertEquals(first.header("ETag"), second.header("ETag"));
        assertEquals("no-store", second.header("Cache-Control"));
        assertNotEquals(first.body().get("timestamp"), second.body().get("timestamp"));
    }

    @Test
    void aChangeShowsInTheNextAnswer() {
        JsonNode before = gateway.get(CONFIG).expect(200).data();
        gateway.post(SERVERS, "{\"server_name\": \"new\", \"server_command\": \"npx\"}")
                .expect(201);
        JsonNode after = gateway.get(CONFIG).expect(200).data();
        assertEquals(
                before.get("mcp_config").size() + 1, after.get("mcp_config").size());
        gateway.delete(CONFIG + "/servers/new").expect(200);
        assertEquals(
                before.get("mcp_config"), gateway.get(CONFIG).expect(200).data().get("mcp_config"));
    }

    @Test
    void aRevealedSecretIsInNoOtherAnswer() {
        gateway.post(SERVERS, "{\"server_name\": \"s\", \"server_command\": \"npx\", \"env\": {\"TOKEN\": \"canary\"}}")
                .expect(201);
        assertTrue(gateway.get(SERVERS + "/s?reveal=true").expect(200).text().contains("canary"));
        assertTrue(gateway.get(SERVERS + "/s").expect(200).text().contains("********"));
        assertTrue(gateway.get(SERVERS + "/s?reveal=true").expect(200).text().contains("canary"));
    }

    @Test
    void aKeptAnswerIsForTheAdministratorAlone() {
        gateway.get(CONFIG).expect(200);
        gateway.sendWithoutKey(ApiCall.of("GET", CONFIG)).expect(401);
    }
}
