package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which request gets to which operation, in what order it is checked, and what pages of other origins may read. */
class RoutingIT {
    private static final String PAGE = "https://console.example.com";

    private static TestGateway gateway;
    private static TestGateway choosy;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        choosy = TestGateway.prepared().corsOrigins(PAGE).start();
    }

    @AfterAll
    static void close() {
        gateway.close();
        choosy.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/v1",
                "/api/v1/",
                "/api/v2/configs",
                "/api/v1/config",
                "/API/V1/configs",
                "/api/v1/configs//",
                "/api/v1/configs/a/b",
                "/api/v1/configs/a/servers/b/c/d",
                "/api/v1/users/a/b",
                "/favicon.ico",
                "/api/v1/configs%2F"
            })
    void anUnknownPathIsNotFoundForAnybody(String path) {
        gateway.get(path).expect(404, "ROUTE_NOT_FOUND");
        gateway.sendWithoutKey(ApiCall.of("GET", path)).expect(404, "ROUTE_NOT_FOUND");
        gateway.sendWithoutKey(ApiCall.of("OPTIONS", path)).expect(404, "ROUTE_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/configs/copy | GET HEAD OPTIONS POST PATCH DELETE",
                "/api/v1/configs | GET HEAD OPTIONS POST",
                "/api/v1/configs/x/servers | GET HEAD OPTIONS POST DELETE",
                "/api/v1/configs/x/servers/y | GET HEAD OPTIONS PUT DELETE",
                "/api/v1/users/search | GET HEAD OPTIONS POST PUT DELETE",
                "/api/v1/api-keys/rotate | GET HEAD OPTIONS POST PATCH DELETE",
                "/api/v1/system/reset | OPTIONS POST",
                "/health | GET HEAD OPTIONS",
            })
    void anotherMethodIsRefusedWithAllThatThePathHas(String path, String methods) {
        Set<String> expected = new TreeSet<>(Arrays.asList(methods.split(" ", -1)));
        for (String method : List.of("TRACE", "FOO", "PUT", "PATCH", "DELETE", "POST", "GET")) {
            if (!expected.contains(method)) {
                Exchange refused =
                        gateway.sendWithoutKey(ApiCall.of(method, path)).expect(405, "METHOD_NOT_ALLOWED");
                assertEquals(
                        expected,
                        new TreeSet<>(Arrays.asList(refused.header("Allow").split(", ", -1))));
            }
        }
        Exchange options = gateway.sendWithoutKey(ApiCall.of("OPTIONS", path)).expect(204);
        assertEquals(
                expected, new TreeSet<>(Arrays.asList(options.header("Allow").split(", ", -1))));
        assertEquals(0, options.bytes().length);
    }

    @Test
    void aLiteralSegmentWinsOverAParameterPerMethod() {
        for (String name : List.of("search", "copy", "import", "rotate")) {
            gateway.post("/api/v1/configs", Outgoing.object("config_name", name))
                    .expect(201);
            assertEquals(
                    name,
                    gateway.get("/api/v1/configs/" + name)
                            .expect(200)
                            .data()
                            .get("mcp_config_name")
                            .asText());
        }
        gateway.post("/api/v1/configs/search", "{\"search_term\": \"search\"}")
                .expect(200)
                .expectInText("match_type");
        gateway.delete("/api/v1/configs/search").expect(200);
        gateway.get("/api/v1/configs/search").expect(404, "CONFIG_NOT_FOUND", "Configuration 'search' not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b | a%2Fb",
                "a+b | a+b",
                "a b | a%20b",
                "a%2Fb | a%252Fb",
                "; , : @ & = $ ! * ' ( ) | %3B%20%2C%20%3A%20%40%20%26%20%3D%20%24%20%21%20%2A%20%27%20%28%20%29",
                "? # [ ] { } ^ ` | %3F%20%23%20%5B%20%5D%20%7B%20%7D%20%5E%20%60",
                "日本 🎉 | %E6%97%A5%E6%9C%AC%20%F0%9F%8E%89",
            })
    void aNameIsOneSegmentDecodedOnce(String name, String segment) {
        try (TestGateway own = TestGateway.start()) {
            own.post("/api/v1/projects", Outgoing.object("project_name", name)).expect(201);
            assertEquals(
                    name,
                    own.get("/api/v1/projects/" + segment)
                            .expect(200)
                            .data()
                            .get("project_name")
                            .asText());
            own.delete("/api/v1/projects/" + segment + "/").expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/configs/%ff",
                "/api/v1/configs/%C0%AF",
                "/api/v1/configs/%ED%A0%80",
                "/api/v1/users?limit=%ff"
            })
    void whatIsNotUtf8IsRefused(String target) {
        gateway.get(target).expect(400, "INVALID_REQUEST");
    }

    @Test
    void checksComeInTheirOrder() {
        // Each request is wrong in every way from its own on; the first one counts.
        ApiCall wrong = ApiCall.of("DELETE", "/api/v1/nothing", "{").withHeader("Content-Type", "text/plain");
        gateway.sendWithoutKey(wrong).expect(404, "ROUTE_NOT_FOUND");
        gateway.sendWithoutKey(wrong.withTarget("/api/v1/users")).expect(405, "METHOD_NOT_ALLOWED");
        ApiCall post = wrong.withMethod("POST").withTarget("/api/v1/users/nobody/api-keys");
        gateway.sendWithoutKey(post).expect(401, "AUTH_INVALID_CREDENTIALS");
        gateway.send(post).expect(415, "UNSUPPORTED_MEDIA_TYPE");
        ApiCall json = ApiCall.of("POST", "/api/v1/users/nobody/api-keys");
        gateway.send(json.withBody("{")).expect(400, "INVALID_JSON");
        gateway.send(json.withBody("{\"project_name\": 1}")).expect(400, "INVALID_REQUEST");
        gateway.send(json.withBody("{\"project_name\": \"none\"}")).expect(404, "USER_NOT_FOUND");
        gateway.send(ApiCall.of("POST", "/api/v1/users/default@example.com/api-keys", "{\"project_name\": \"none\"}"))
                .expect(404, "PROJECT_NOT_FOUND");
        gateway.send(ApiCall.of("DELETE", "/api/v1/configs/none").withHeader("If-Match", "\"0\""))
                .expect(404, "CONFIG_NOT_FOUND");
        // The tag before the rules.
        gateway.send(ApiCall.of("DELETE", "/api/v1/configs/default_config").withHeader("If-Match", "\"9\""))
                .expect(412);
        gateway.send(ApiCall.of("DELETE", "/api/v1/configs/default_config")).expect(409, "CONFIG_IN_USE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/problem+json",
                " application/json ;x=y"
            })
    void jsonIsTakenByItsTypes(String type) {
        gateway.send(ApiCall.of("POST", "/api/v1/users/search", "{\"search_term\": \"\"}")
                        .withHeader("Content-Type", type))
                .expect(200);
    }

    @Test
    void anAbsentContentTypeIsTakenAsJson() {
        String answer = gateway.sendRaw("POST /api/v1/users/search HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + gateway.adminKey() + "\r\nContent-Length: 19\r\n\r\n{\"search_term\": \"\"}");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }

    @Test
    void anEmptyBodyCountsAsAnEmptyObject() {
        gateway.send(ApiCall.of("POST", "/api/v1/system/backup")
                        .withBytes(new byte[0])
                        .withHeader("Content-Type", "text/plain"))
                .expect(200);
        gateway.post("/api/v1/users", null).expect(400, "INVALID_REQUEST", "email: is required");
    }

    @Test
    void aPageOfAnyOriginMayReadAnswersAndErrors() {
        for (ApiCall call : List.of(
                ApiCall.of("GET", "/api/v1/configs"),
                ApiCall.of("GET", "/nothing"),
                ApiCall.of("TRACE", "/api/v1/configs"),
                ApiCall.of("POST", "/api/v1/users", "{"))) {
            Exchange answer = gateway.send(call.withHeader("Origin", PAGE));
            assertEquals("*", answer.header("Access-Control-Allow-Origin"), answer::toString);
            assertEquals(
                    "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, ETag, Mcp-Session-Id",
                    answer.header("Access-Control-Expose-Headers"));
            assertFalse(answer.headers()
                    .firstValue("Access-Control-Allow-Credentials")
                    .isPresent());
        }
        Exchange unauthorized =
                gateway.sendWithoutKey(ApiCall.of("GET", "/api/v1/configs").withHeader("Origin", PAGE));
        assertEquals("*", unauthorized.expect(401).header("Access-Control-Allow-Origin"));
        assertEquals("Bearer", unauthorized.header("WWW-Authenticate"));
    }

    @Test
    void aPreflightNamesTheHeadersThatMayBeSent() {
        Exchange preflight = gateway.sendWithoutKey(ApiCall.of("OPTIONS", "/api/v1/configs/x")
                .withHeader("Origin", PAGE)
                .withHeader("Access-Control-Request-Method", "PATCH")
                .withHeader("Access-Control-Request-Headers", "authorization, if-match"));
        preflight.expect(204);
        List<String> headers =
                Arrays.asList(preflight.header("Access-Control-Allow-Headers").split(", ", -1));
        assertTrue(
                headers.containsAll(List.of("Authorization", "Content-Type", "If-Match", "X-Request-Id")),
                headers::toString);
        assertFalse(headers.contains("*"));
        assertTrue(preflight.header("Access-Control-Allow-Methods").contains("PATCH"));
    }

    @Test
    void ofNamedOriginsOnlyThoseMayRead() {
        Exchange allowed = choosy.send(ApiCall.of("GET", "/api/v1/configs").withHeader("Origin", PAGE));
        assertEquals(PAGE, allowed.header("Access-Control-Allow-Origin"));
        assertEquals("Origin", allowed.header("Vary"));
        for (String other :
                List.of("https://evil.example", "null", PAGE + ".evil.example", "http://console.example.com")) {
            Exchange refused = choosy.send(ApiCall.of("GET", "/api/v1/configs").withHeader("Origin", other));
            assertFalse(
                    refused.headers().firstValue("Access-Control-Allow-Origin").isPresent(), refused::toString);
            assertEquals("Origin", refused.header("Vary"));
        }
    }

    @Test
    void aRequestIdThatIsSaneIsEchoedAndAnotherIsReplaced() {
        for (String sane : List.of("a", "A-1._z", "x".repeat(64))) {
            assertEquals(
                    sane,
                    gateway.send(ApiCall.of("GET", "/health").withHeader("X-Request-Id", sane))
                            .header("X-Request-Id"));
        }
        Set<String> made = new TreeSet<>();
        for (String other : List.of("", "x".repeat(65), "a b", "<a>", "a\"b")) {
            made.add(gateway.send(ApiCall.of("GET", "/health").withHeader("X-Request-Id", other))
                    .header("X-Request-Id"));
        }
        assertEquals(5, made.size(), made::toString);
        made.forEach(id -> assertTrue(id.matches("[A-Za-z0-9._-]{1,64}"), id));
    }
}
