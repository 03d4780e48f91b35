package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets past the door of {@code /mcp}, and what the others are told. */
class McpDoorIT {
    private static final World WORLD = World.get();
    private static final String LIVE = WORLD.key("live");
    private static final String LIST = request("tools/list", "{}");

    private final TestGateway gateway =
            TestGateway.prepared().at(World.NOW).with(WORLD.state()).start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static String request(String method, String params) {
        return "{\"jsonrpc\": \"2.0\", \"id\": \"a-1\", \"method\": \"%s\", \"params\": %s}".formatted(method, params);
    }

    private Exchange post(ApiCall call) {
        return gateway.sendWithoutKey(call);
    }

    private Exchange post(String body, String key) {
        return post(ApiCall.of("POST", "/mcp", body).withHeader("Authorization", "Bearer " + key));
    }

    private void set(String json) {
        gateway.patch("/api/v1/api-keys/" + WORLD.id("live"), json).expect(200);
    }

    private static void refused(Exchange exchange, int status, String code, String type) {
        assertEquals(status, exchange.status(), exchange::toString);
        assertEquals(code, exchange.body().at("/error/code").asText());
        assertEquals(type, exchange.body().at("/error/type").asText());
        assertFalse(exchange.body().at("/error/message").asText().isEmpty());
        assertEquals(1, exchange.body().size());
    }

    private static void passed(Exchange exchange) {
        // All is well but that it has not begun with a session.
        assertEquals(400, exchange.status(), exchange::toString);
        assertEquals("a-1", exchange.body().get("id").asText());
        assertEquals(-32600, exchange.body().at("/error/code").asInt());
        assertTrue(exchange.body().at("/error/message").asText().contains("Mcp-Session-Id is missing"));
    }

    @Test
    void aKeyPassesInAnyOfTheFourPlaces() {
        ApiCall call = ApiCall.of("POST", "/mcp", LIST);
        passed(post(LIST, LIVE));
        passed(post(call.withHeader("X-API-Key", LIVE)));
        passed(post(call.withHeader("apikey", LIVE)
                .withHeader("project_id", "other")
                .withHeader("user_id", "other")));
        passed(post(call.withTarget("/mcp/" + LIVE)));
        passed(post(call.withTarget("/mcp/" + LIVE + "/")));
        passed(post(call.withTarget("/mcp/" + LIVE).withHeader("apikey", LIVE)));
    }

    @Test
    void twoKeysThatDifferAreNone() {
        ApiCall call = ApiCall.of("POST", "/mcp", LIST).withHeader("Authorization", "Bearer " + LIVE);
        refused(post(call.withHeader("apikey", WORLD.key("only"))), 401, "invalid_api_key", "authentication_error");
        refused(post(call.withTarget("/mcp/" + WORLD.key("only"))), 401, "invalid_api_key", "authentication_error");
    }

    @ParameterizedTest
    @CsvSource({
        "revoked, invalid_api_key",
        "expired, expired_api_key",
        "disabled, disabled_api_key",
    })
    void aKeyThatMayNotBeUsedIsToldWhy(String label, String code) {
        Exchange exchange = post(LIST, WORLD.key(label));
        refused(exchange, 401, code, "authentication_error");
        assertEquals("Bearer", exchange.header("WWW-Authenticate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YTpi", "Bearer", "Bearer mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw", "Bearer key"})
    void whatIsNoKeyIsToldNothing(String authorization) {
        Exchange exchange = post(ApiCall.of("POST", "/mcp", LIST).withHeader("Authorization", authorization));
        refused(exchange, 401, "invalid_api_key", "authentication_error");
        assertEquals(
                "The API key provided is invalid or has been revoked",
                exchange.body().at("/error/message").asText());
    }

    @Test
    void theAdminKeyIsNoUserKey() {
        refused(post(LIST, gateway.adminKey()), 401, "invalid_api_key", "authentication_error");
    }

    @Test
    void aKeyThatMayNotBeInAUrlIsRefusedThereAlone() {
        set("{\"url_key\": false}");
        refused(post(ApiCall.of("POST", "/mcp/" + LIVE, LIST)), 401, "invalid_api_key", "authentication_error");
        assertEquals(
                1,
                gateway.data(gateway.get("/api/v1/api-keys/" + WORLD.id("live") + "/usage"))
                        .get("auth_failures")
                        .asInt());
        passed(post(LIST, LIVE));
    }

    @Test
    void anAddressThatIsNotAllowedIsRefused() {
        set("{\"allowed_ips\": [\"10.0.0.0/8\"]}");
        refused(post(LIST, LIVE), 403, "ip_not_allowed", "permission_error");
    }

    @Test
    void requestsAloneCountAgainstTheLimit() {
        set("{\"plan\": null, \"rate_limit\": {\"limit\": 2, \"window_seconds\": 600}}");
        passed(post(request("ping", "{}"), LIVE));
        for (String free : List.of(
                "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}")) {
            Exchange exchange = post(free, LIVE);
            assertEquals(400, exchange.status());
            assertEquals("", exchange.header("RateLimit"));
        }
        assertEquals(
                400,
                post(ApiCall.of("GET", "/mcp").withHeader("Authorization", "Bearer " + LIVE))
                        .status());
        assertEquals("\"custom\";r=1;t=600", post(LIST, LIVE).header("RateLimit"));
        passed(post(LIST, LIVE));
        Exchange limited = post(LIST, LIVE);
        refused(limited, 429, "rate_limit_exceeded", "rate_limit_error");
        assertTrue(Integer.parseInt(limited.header("Retry-After")) > 590);
        passed(post(request("ping", "{}"), LIVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "1", "{}{}"})
    void whatIsNoSingleMessageIsAParseError(String body) {
        Exchange exchange = post(body, LIVE);
        assertEquals(400, exchange.status(), exchange::toString);
        assertEquals(-32700, exchange.body().at("/error/code").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1}"
            })
    void aMessageOfAnotherFormIsInvalid(String body) {
        Exchange exchange = post(body, LIVE);
        assertEquals(400, exchange.status(), exchange::toString);
        assertEquals(-32600, exchange.body().at("/error/code").asInt());
    }

    @Test
    void clientsThatLookForAnAuthorizationServerFindNone() {
        for (String path : List.of(
                "/.well-known/oauth-authorization-server", "/.well-known/oauth-protected-resource/mcp", "/register")) {
            for (String method : List.of("GET", "POST")) {
                gateway.sendWithoutKey(ApiCall.of(method, path)).expect(404, "ROUTE_NOT_FOUND");
            }
        }
    }

    @Test
    void aKeyThatIsRevokedWhileItsRequestComesInOpensNothing() {
        passed(post(LIST, LIVE));
        String head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + LIVE
                + "\r\nContent-Length: " + LIST.length() + "\r\n\r\n";
        String answer = gateway.sendRaw(
                head + LIST.substring(0, 10),
                () -> gateway.post("/api/v1/api-keys/" + WORLD.id("live") + "/revoke", null)
                        .expect(200),
                LIST.substring(10));
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        assertTrue(answer.contains("\"invalid_api_key\""), answer);
    }

    @Test
    void aPathFurtherDownIsNone() {
        post(ApiCall.of("POST", "/mcp/" + LIVE + "/more", LIST)).expect(404, "ROUTE_NOT_FOUND");
    }

    @Test
    void theKeyInAPathIsNotLogged() {
        post(ApiCall.of("POST", "/mcp/" + LIVE, LIST));
        String log = gateway.closedAccessLog();
        assertTrue(log.contains(" POST /mcp 400 "), log);
        assertFalse(log.contains(LIVE), log);
    }
}
