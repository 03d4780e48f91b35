package dev.mcpgateway.server.model;

import static dev.mcpgateway.server.model.ModelScene.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a model and what comes back. */
class ModelCallsIT {
    private static final String CHAT = "/v1/chat/completions";
    private static final String HELLO =
            "{\"model\": \"tiny\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}";

    private final ModelScene scene = new ModelScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aCallGetsToTheModelAsItWasSentAndTheAnswerBack() {
        scene.model().answering(exchange -> {
            scene.model().received(exchange);
            exchange.getResponseHeaders().add("OpenAI-Version", "2020-10-01");
            FakeModel.json(exchange, 200, "{\"choices\": [{\"message\": {\"content\": \"Hi\"}}]}");
        });
        Exchange answer = scene.post(CHAT + "?a=%C3%A9&b", HELLO, scene.key()).expect(200);
        assertEquals("Hi", answer.body().at("/choices/0/message/content").asText());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("2020-10-01", answer.header("OpenAI-Version"));
        JsonNode sent = scene.model().received().get(0);
        assertEquals("POST", sent.path("method").asText());
        assertEquals("/v1/chat/completions?a=%C3%A9&b", sent.path("target").asText());
        assertEquals(HELLO.length(), sent.path("bytes").asInt());
        assertEquals("application/json", sent.at("/headers/content-type").asText());
    }

    @Test
    void noKeyOrCookieOfTheCallerGetsToTheModel() {
        McpScene.Key key = scene.key("");
        Exchange answer = scene.send(
                ApiCall.of("POST", CHAT, HELLO)
                        .withHeader("X-API-Key", key.secret())
                        .withHeader("apikey", key.secret())
                        .withHeader("Cookie", "session=1")
                        .withHeader("project_id", "p")
                        .withHeader("user_id", "u")
                        .withHeader("X-Forwarded-For", "10.1.1.1")
                        .withHeader("X_Forwarded_Host", "evil")
                        .withHeader("X-Note", "my key is " + key.secret())
                        .withHeader("Referer", "http://localhost/?k=" + key.secret())
                        .withHeader("TE", "trailers")
                        .withHeader("OpenAI-Beta", "assistants=v2"),
                key.secret());
        answer.expect(200).expectNotInText(key.secret());
        JsonNode headers = answer.body().path("headers");
        assertEquals(
                "Bearer " + ModelScene.OWN_KEY, headers.path("authorization").asText());
        assertEquals("assistants=v2", headers.path("openai-beta").asText());
        assertEquals("127.0.0.1:" + scene.model().port(), headers.path("host").asText());
        for (String name : List.of(
                "x-api-key",
                "apikey",
                "cookie",
                "project_id",
                "user_id",
                "x-forwarded-for",
                "x_forwarded_host",
                "x-note",
                "referer",
                "te",
                "connection",
                "upgrade",
                "http2-settings")) {
            assertFalse(headers.has(name), answer::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "X_Original_URL",
                "X-Original-Method",
                "X-Rewrite-URL",
                "True-Client-IP",
                "CF-Connecting-IP",
                "X-Client-IP",
                "OpenAI-Organization",
                "OpenAI-Project",
            })
    void whatWouldChangeTheCallItsOriginOrItsPayerStaysHere(String name) {
        Exchange answer = scene.send(ApiCall.of("GET", "/v1/models").withHeader(name, "DELETE"), scene.key());
        assertFalse(
                answer.expect(200).body().path("headers").has(name.toLowerCase(java.util.Locale.ROOT)),
                answer::toString);
    }

    @Test
    void withoutAKeyOfItsOwnTheUpstreamGetsNone() {
        scene.upstream("{\"base_url\": \"%s\"}".formatted(scene.model().url()));
        Exchange answer = scene.send(
                        ApiCall.of("GET", "/v1/models").withHeader("OpenAI-Organization", "org-1"), scene.key())
                .expect(200);
        assertFalse(answer.body().path("headers").has("authorization"), answer::toString);
        assertEquals("org-1", answer.body().at("/headers/openai-organization").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "'', /v1/models",
        "/, /v1/models",
        "/v1, /v1/models",
        "/v1/, /v1/models",
        "/v1beta/openai, /v1beta/openai/models",
        "/openai/v1/, /openai/v1/models",
    })
    void thePathOfTheBaseUrlStandsForV1(String path, String asked) {
        scene.upstream("{\"base_url\": \"%s%s\"}".formatted(scene.model().url(), path));
        assertEquals(
                asked,
                scene.get("/v1/models", scene.key()).body().path("target").asText());
    }

    @Test
    void eventsAreHandedOnAsTheyCome() throws Exception {
        CountDownLatch firstIsRead = new CountDownLatch(1);
        scene.model().answering(exchange -> {
            scene.model().received(exchange);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: {\"n\": 1}\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(firstIsRead);
            exchange.getResponseBody().write("data: {\"n\": 2}\n\ndata: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        HttpResponse<InputStream> answer = scene.begin(CHAT, HELLO, scene.key());
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertEquals("data: {\"n\": 1}", lines.readLine());
            firstIsRead.countDown();
            assertEquals(
                    List.of("", "data: {\"n\": 2}", "", "data: [DONE]", ""),
                    lines.lines().toList());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 503})
    void whatTheModelRefusesIsHandedOn(int status) {
        scene.model().answering(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "17");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "https://models.example.com");
            FakeModel.json(exchange, status, "{\"error\": {\"code\": \"model_says_no\"}}");
        });
        Exchange answer = scene.post(CHAT, HELLO, scene.key());
        assertEquals(status, answer.status());
        assertEquals("model_says_no", answer.body().at("/error/code").asText());
        assertEquals("17", answer.header("Retry-After"));
        assertEquals("", answer.header("Set-Cookie"));
        assertEquals("", answer.header("Access-Control-Allow-Origin"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, upstream_unauthorized",
        "301, upstream_redirect",
        "302, upstream_redirect",
        "307, upstream_redirect",
    })
    void whatWouldMisleadTheClientIsAnErrorOfTheGateway(int status, String code) {
        scene.model().answering(exchange -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example.com/v1/models");
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            FakeModel.json(exchange, status, "{\"error\": \"the key " + ModelScene.OWN_KEY + " is wrong\"}");
        });
        Exchange answer = refused(scene.get("/v1/models", scene.key()), 502, code, "api_error");
        answer.expectNotInText(ModelScene.OWN_KEY, "elsewhere");
        assertEquals("", answer.header("Location"));
        assertEquals("", answer.header("WWW-Authenticate"));
    }

    @Test
    void answersWithoutABodyHaveNone() {
        scene.model().answering(exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        Exchange deleted = scene.send(ApiCall.of("DELETE", "/v1/files/file-1"), scene.key())
                .expect(204);
        assertEquals(0, deleted.bytes().length);
        scene.model().answering(exchange -> {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });
        assertEquals(304, scene.get("/v1/models", scene.key()).status());
        scene.model().answering(exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        assertEquals(0, scene.get("/v1/models", scene.key()).expect(200).bytes().length);
    }

    @Test
    void headIsAnsweredWithTheLengthAlone() {
        scene.model().answering(exchange -> FakeModel.json(exchange, 200, "{\"data\": []}"));
        String key = scene.key();
        for (int i = 0; i < 2; i++) {
            Exchange head = scene.send(ApiCall.of("HEAD", "/v1/models"), key);
            assertEquals(200, head.status());
            assertEquals("12", head.header("Content-Length"));
            assertEquals(0, head.bytes().length);
        }
        assertEquals("{\"data\": []}", scene.get("/v1/models", key).text());
    }

    @Test
    void anotherMethodIsToldAllThatThereAre() {
        Exchange answer = scene.send(ApiCall.of("TRACE", "/v1/models"), scene.key());
        refused(answer, 405, "method_not_allowed", "invalid_request_error");
        assertEquals("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", answer.header("Allow"));
    }

    @Test
    void aProjectWithoutAModelHasNoV1() {
        scene.upstream("null");
        String key = scene.key();
        refused(scene.get("/v1/models", key), 404, "not_found", "invalid_request_error");
        refused(scene.get("/v1", key), 404, "not_found", "invalid_request_error");
        assertTrue(scene.model().received().isEmpty());
    }

    @Test
    void onlyAKeyInAHeaderOpensV1() {
        String key = scene.key();
        refused(
                scene.gateway().sendWithoutKey(ApiCall.of("GET", "/v1/models")),
                401,
                "invalid_api_key",
                "authentication_error");
        refused(scene.get("/v1/models", scene.gateway().adminKey()), 401, "invalid_api_key", "authentication_error");
        refused(
                scene.gateway().sendWithoutKey(ApiCall.of("GET", "/v1/" + key)),
                401,
                "invalid_api_key",
                "authentication_error");
        scene.gateway()
                .sendWithoutKey(ApiCall.of("GET", "/v1/models").withHeader("X-API-Key", key))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models?key=%s", "/v1/models?%s", "/v1/models/%s", "/v1/files/x%s?a=b"})
    void aUrlWithTheKeyInItIsNotSentOn(String form) {
        String key = scene.key();
        String encoded = key.replace("_", "%5F");
        for (String written : List.of(key, encoded)) {
            refused(scene.get(form.formatted(written), key), 400, "bad_request", "invalid_request_error");
        }
        assertTrue(scene.model().received().isEmpty());
    }

    @Test
    void eachCallCountsOnceAgainstTheLimitAndAsUsage() {
        McpScene.Key key = scene.key("\"rate_limit\": {\"limit\": 4, \"window_seconds\": 600}");
        scene.model().answering(exchange -> {
            scene.model().received(exchange);
            FakeModel.json(exchange, exchange.getRequestURI().getPath().endsWith("/b") ? 500 : 200, "{}");
        });
        Exchange first = scene.post(CHAT, HELLO, key.secret()).expect(200);
        assertEquals("\"custom\";q=4;w=600", first.header("RateLimit-Policy"));
        assertEquals("\"custom\";r=3;t=600", first.header("RateLimit"));
        scene.get("/v1/models/tiny", key.secret()).expect(200);
        assertEquals(
                "\"custom\";r=1;t=600",
                scene.send(ApiCall.of("DELETE", "/v1/threads/a"), key.secret()).header("RateLimit"));
        assertEquals(500, scene.post("/v1/files/b", "{}", key.secret()).status());
        Exchange limited =
                refused(scene.post(CHAT, HELLO, key.secret()), 429, "rate_limit_exceeded", "rate_limit_error");
        assertFalse(limited.header("Retry-After").isEmpty());
        assertEquals(4, scene.model().received().size());

        JsonNode usage = scene.gateway().data(scene.gateway().get("/api/v1/api-keys/" + key.id() + "/usage?window=1h"));
        assertEquals(5, usage.path("total_requests").asInt(), usage.toString());
        assertEquals(1, usage.path("rate_limited").asInt(), usage.toString());
        String endpoints = usage.path("endpoints").toString();
        for (String counted : List.of(
                "{\"endpoint\":\"POST /v1/chat/completions\",\"count\":2,\"errors\":1}",
                "{\"endpoint\":\"GET /v1/models\",\"count\":1,\"errors\":0}",
                "{\"endpoint\":\"DELETE /v1\",\"count\":1,\"errors\":0}",
                "{\"endpoint\":\"POST /v1/files\",\"count\":1,\"errors\":1}")) {
            assertTrue(endpoints.contains(counted), endpoints);
        }
    }

    @Test
    void aPageMayCallWhereTheAdminApiMayBeCalledFrom() {
        Exchange asked = scene.gateway()
                .sendWithoutKey(ApiCall.of("OPTIONS", CHAT)
                        .withHeader("Origin", "https://app.example.com")
                        .withHeader("Access-Control-Request-Method", "POST")
                        .withHeader("Access-Control-Request-Headers", "authorization,x-stainless-os"));
        assertEquals(204, asked.status());
        assertEquals("*", asked.header("Access-Control-Allow-Origin"));
        assertTrue(asked.header("Access-Control-Allow-Methods").contains("POST"));
        assertEquals("authorization,x-stainless-os", asked.header("Access-Control-Allow-Headers"));
        Exchange refused = scene.gateway()
                .sendWithoutKey(ApiCall.of("GET", "/v1/models").withHeader("Origin", "https://app.example.com"));
        assertEquals(401, refused.status());
        assertEquals("*", refused.header("Access-Control-Allow-Origin"));
        try (ModelScene strict = new ModelScene(
                TestGateway.prepared().corsOrigins("https://app.example.com").start())) {
            String key = strict.key();
            ApiCall call = ApiCall.of("GET", "/v1/models");
            Exchange known = strict.send(call.withHeader("Origin", "https://app.example.com"), key);
            assertEquals("https://app.example.com", known.header("Access-Control-Allow-Origin"));
            assertFalse(known.body().path("headers").has("origin"), known::toString);
            Exchange other = strict.send(call.withHeader("Origin", "https://other.example.com"), key);
            assertEquals("", other.header("Access-Control-Allow-Origin"));
        }
    }

    @Test
    void guardrailsThatNothingRunsRefuseTheCallUnlessTheirPolicySaysOtherwise() {
        String policy = "{\"base_url\": \"%s\", \"%s\": {\"enabled\": %s, \"block\": [\"pii\"], \"on_error\": \"%s\"}}";
        for (String name : List.of("input_guardrails_policy", "output_guardrails_policy")) {
            scene.upstream(policy.formatted(scene.model().url(), name, true, "block"));
            Exchange refused = refused(
                    scene.post(CHAT, HELLO, scene.key()), 403, "guardrail_unavailable", "invalid_request_error");
            refused.expectInText("pii", "on_error", name);
            assertTrue(scene.model().received().isEmpty());
        }
        for (String name : List.of("input_guardrails_policy", "output_guardrails_policy")) {
            scene.upstream(policy.formatted(scene.model().url(), name, true, "allow"));
            scene.post(CHAT, HELLO, scene.key()).expect(200);
            scene.upstream(policy.formatted(scene.model().url(), name, false, "block"));
            scene.post(CHAT, HELLO, scene.key()).expect(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"block, WARNING, refuse", "allow, INFO, relay_unchecked"})
    void theLogSaysWhichCallWasNotChecked(String onError, String level, String action) {
        McpScene.Key key = scene.key("");
        scene.upstream(
                "{\"base_url\": \"%s\", \"input_guardrails_policy\": {\"enabled\": true, \"block\": [\"pii\"], \"on_error\": \"%s\"}}"
                        .formatted(scene.model().url(), onError));
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(ModelGuardrails.class.getName());
        logger.addHandler(handler);
        try {
            scene.send(ApiCall.of("POST", CHAT, HELLO).withHeader("X-Request-Id", "mine-7"), key.secret());
        } finally {
            logger.removeHandler(handler);
        }
        // Other tests may log beside this one.
        List<String> mine =
                lines.stream().filter(line -> line.contains("request=mine-7 ")).toList();
        assertEquals(1, mine.size(), lines::toString);
        assertTrue(mine.get(0).startsWith(level + " guardrails of /v1: "), lines::toString);
        assertTrue(mine.get(0).contains(" key=" + key.id() + " config="), lines::toString);
        assertTrue(mine.get(0).contains("policy=input_guardrails_policy detectors=[pii ("), lines::toString);
        assertTrue(mine.get(0).endsWith("action=" + action), lines::toString);
    }

    @Test
    void logAndMetricsTellCallsAndNoKeys() {
        String key = scene.key();
        scene.post(CHAT + "?user=a", HELLO, key).expect(200);
        scene.get("/v1/models/" + key, key);
        String metrics = scene.gateway().get("/metrics").text();
        assertTrue(metrics.contains("gateway_http_requests_total{operation=\"v1\",status=\"200\"} 1"), metrics);
        String log = scene.gateway().closedAccessLog();
        assertTrue(log.contains(" POST /v1 200 "), log);
        assertTrue(log.contains(" GET /v1 400 "), log);
        assertFalse(log.contains(key), log);
    }
}
