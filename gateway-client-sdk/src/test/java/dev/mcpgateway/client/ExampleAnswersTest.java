package dev.mcpgateway.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.error.PermissionDeniedException;
import dev.mcpgateway.client.error.RateLimitedException;
import dev.mcpgateway.client.error.ServerException;
import dev.mcpgateway.client.fixture.ApiDocument;
import dev.mcpgateway.client.fixture.ApiDocument.Operation;
import dev.mcpgateway.client.fixture.Example;
import dev.mcpgateway.client.fixture.SameAsJson;
import dev.mcpgateway.client.fixture.Samples;
import dev.mcpgateway.client.fixture.Sdk;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.WrittenFile;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recorded answer and every example of the document, over HTTP, through every overload of its operation. */
class ExampleAnswersTest {
    private static final String KEY = "the-admin-key";

    /** Their answers have no envelope, so they are in the document alone. */
    private static final Set<String> NOT_RECORDED = Set.of("metrics", "openApiDocument");

    private static final ApiDocument DOCUMENT = ApiDocument.read();
    private static final WireMockServer GATEWAY =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private static GatewayClient client = GatewayClient.builder().build();

    @BeforeAll
    static void start() {
        GATEWAY.start();
        client.close();
        client = GatewayClient.builder()
                .baseUrl(GATEWAY.baseUrl())
                .adminKey(KEY)
                .retry(RetryPolicy.none())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        GATEWAY.stop();
    }

    @Test
    void everyOperationHasARecordedSuccessAndEveryRecordAnOperation() {
        Set<String> recorded = new TreeSet<>();
        for (Example example : Example.all()) {
            if (example.isSuccess()) {
                recorded.add(example.operation());
            }
            assertTrue(
                    example.isCommon() || DOCUMENT.operations().containsKey(example.operation()),
                    example + " is of no operation");
        }
        Set<String> expected = new TreeSet<>(DOCUMENT.operations().keySet());
        expected.removeAll(NOT_RECORDED);
        assertEquals(expected, recorded);
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedSuccessIsDecodedWholeByEveryOverload() {
        return Example.all().stream()
                .filter(Example::isSuccess)
                .map(example -> DynamicTest.dynamicTest(example.toString(), () -> {
                    Operation operation = DOCUMENT.operation(example.operation());
                    answer(
                            operation,
                            example.status(),
                            headers(example),
                            example.body().toString());
                    assertDecoded(operation, example.status(), example.body());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheDocumentIsDecodedWholeByEveryOverload() {
        return DOCUMENT.operations().values().stream()
                .flatMap(operation -> operation.content().path("examples").properties().stream()
                        .map(example -> DynamicTest.dynamicTest(operation + "/" + example.getKey(), () -> {
                            JsonNode body = example.getValue().path("value");
                            answer(operation, operation.status(), json(), body.toString());
                            assertDecoded(operation, operation.status(), body);
                        })));
    }

    @Test
    void whatHasNoEnvelopeIsGivenAsItIs() {
        Operation metrics = DOCUMENT.operation("metrics");
        String text = metrics.content().path("example").asText();
        answer(metrics, 200, Map.of("content-type", "text/plain"), text);
        assertEquals(text, client.metrics());

        Operation openApi = DOCUMENT.operation("openApiDocument");
        String document = openApi.content().path("example").toString();
        answer(openApi, 200, json(), document);
        assertEquals(document, client.openApiDocument().json());
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedErrorIsItsTypedException() {
        return Example.all().stream()
                .filter(example -> !example.isSuccess() && !example.isCommon())
                .map(example -> DynamicTest.dynamicTest(example.toString(), () -> {
                    Operation operation = DOCUMENT.operation(example.operation());
                    answer(
                            operation,
                            example.status(),
                            headers(example),
                            example.body().toString());
                    assertThrown(example, operation);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommonErrorIsItsTypedExceptionForEveryOperation() {
        return Example.all().stream()
                .filter(Example::isCommon)
                .map(example -> DynamicTest.dynamicTest(example.toString(), () -> {
                    GATEWAY.resetAll();
                    GATEWAY.stubFor(any(anyUrl())
                            .willReturn(response(
                                    example.status(),
                                    headers(example),
                                    example.body().toString())));
                    for (Operation operation : DOCUMENT.operations().values()) {
                        assertThrown(example, operation);
                    }
                }));
    }

    private static void assertDecoded(Operation operation, int status, JsonNode body) throws Exception {
        boolean isFile = body.path("data").size() == 1 && body.path("data").has("output_file");
        boolean isDecoded = false;
        for (Method overload : Sdk.calls(operation.id())) {
            Type type = Sdk.result(overload);
            if (isFile ? type == JsonDocument.class : type == WrittenFile.class) {
                continue; // the other of two answers: a file was written, or the document is in the answer
            }
            Call<Object> call = Sdk.anyCall(overload, Samples.plain());
            ApiResponse<Object> waited = client.send(call);
            ApiResponse<Object> awaited = client.async().send(call).get(10, TimeUnit.SECONDS);
            assertAll(
                    overload.toString(),
                    () -> assertEquals(List.of(), SameAsJson.differences(waited.value(), body.path("data"))),
                    () -> assertEquals(waited.value(), awaited.value()),
                    () -> assertEquals(status, waited.status()),
                    () -> assertEquals(body.path("message").asText(), waited.message()),
                    () -> assertNotNull(waited.timestamp()),
                    () -> assertEquals(1, waited.attempts()),
                    () -> assertSent(operation, (PreparedCall<?>) call));
            isDecoded = true;
        }
        assertTrue(isDecoded, "no overload gives this answer");
    }

    private static void assertSent(Operation operation, PreparedCall<?> call) {
        LoggedRequest last = GATEWAY.getAllServeEvents().get(0).getRequest();
        assertEquals(operation.method(), last.getMethod().value());
        assertEquals(call.target(), last.getUrl());
        assertEquals("Bearer " + KEY, last.getHeader("Authorization"));
        assertNotNull(last.getHeader("X-Request-Id"));
        assertTrue(last.getHeader("User-Agent").startsWith("secure-mcp-gateway-java/"));
        if (call.body() == null) {
            assertNull(last.getHeader("Content-Type"));
            assertEquals(0, last.getBody().length);
        } else {
            assertEquals("application/json", last.getHeader("Content-Type"));
            assertTrue(last.getBodyAsString().startsWith("{"), "a JSON object");
        }
    }

    private static void assertThrown(Example example, Operation operation) {
        Call<Object> call = Sdk.anyCall(Sdk.calls(operation.id()).get(0), Samples.plain());
        GatewayApiException thrown = assertThrows(GatewayApiException.class, () -> client.send(call));
        ExecutionException later = assertThrows(
                ExecutionException.class, () -> client.async().send(call).get(10, TimeUnit.SECONDS));
        GatewayApiException awaited = assertInstanceOf(GatewayApiException.class, later.getCause());
        for (GatewayApiException failure : List.of(thrown, awaited)) {
            assertAll(
                    operation + " " + example,
                    () -> assertEquals(type(example), failure.getClass()),
                    () -> assertEquals(example.status(), failure.status()),
                    () -> assertEquals(
                            new ErrorCode(example.body().path("error").asText()),
                            failure.errorCode().orElseThrow()),
                    () -> assertEquals(example.body().path("detail").asText(), failure.detail()),
                    () -> assertEquals("example", failure.requestId().orElseThrow()),
                    () -> assertEquals(
                            example.body().path("errors").size(),
                            failure.fieldProblems().size()),
                    () -> assertEquals(operation.id(), failure.operation()),
                    () -> assertFalse(failure.getMessage().contains("\n")),
                    () -> assertTrue(failure.getMessage().contains(failure.detail()), failure.getMessage()));
        }
    }

    private static Class<? extends GatewayApiException> type(Example example) {
        return switch (example.status()) {
            case 400, 405, 413, 415 -> BadRequestException.class;
            case 401 -> AuthenticationException.class;
            case 403 -> PermissionDeniedException.class;
            case 404 -> NotFoundException.class;
            case 409, 412 -> ConflictException.class;
            case 429 -> RateLimitedException.class;
            case 500 -> example.name().contains("AUTH_") ? AuthenticationException.class : ServerException.class;
            case 502, 503 -> ServerException.class;
            default -> throw new AssertionError("no exception is expected for " + example);
        };
    }

    private static void answer(Operation operation, int status, Map<String, String> headers, String body) {
        GATEWAY.resetAll();
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withBody(body);
        headers.forEach(response::withHeader);
        String path = operation.path().replaceAll("\\{[^}]+}", "[^/]+");
        GATEWAY.stubFor(request(operation.method(), urlPathMatching(path)).willReturn(response(status, headers, body)));
        GATEWAY.stubFor(any(anyUrl()).atPriority(10).willReturn(response(599, Map.of(), "not the operation's path")));
    }

    private static ResponseDefinitionBuilder response(int status, Map<String, String> headers, String body) {
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withBody(body);
        headers.forEach(response::withHeader);
        return response;
    }

    private static Map<String, String> headers(Example example) {
        Map<String, String> headers = new TreeMap<>();
        example.response()
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private static Map<String, String> json() {
        return Map.of("content-type", "application/json; charset=utf-8");
    }
}
