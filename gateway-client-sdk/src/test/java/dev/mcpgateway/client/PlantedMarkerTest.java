package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.client.error.Failure;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.fixture.ApiDocument;
import dev.mcpgateway.client.fixture.CapturedLog;
import dev.mcpgateway.client.fixture.Samples;
import dev.mcpgateway.client.fixture.Sdk;
import dev.mcpgateway.client.fixture.Way;
import dev.mcpgateway.client.model.WrittenFile;
import dev.mcpgateway.client.spi.Attempt;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Secrets with a marker in them are put wherever a call can hold one, and a server sends them back in every way. The marker must not be
 * in a log, in an exception, its causes and their stack traces, or in any text that an object gives of itself.
 */
class PlantedMarkerTest {
    private static final String MARKER = "pl4nted";

    /** With characters that are otherwise in a path. */
    private static final String ADMIN_KEY = MARKER + "/admin+key";

    private static final ApiDocument DOCUMENT = ApiDocument.read();
    private static final Samples SAMPLES = new Samples(MARKER);

    private final List<Attempt> attempts = new ArrayList<>();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    /** Everything that a call knows and must not be shown, in the forms that it is sent in. */
    private static String echo(TransportRequest request) {
        byte[] body = request.body();
        String text = request.uri() + " " + request.uri().getPath() + " " + request.headers() + " "
                + (body == null ? "" : new String(body, StandardCharsets.UTF_8));
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private interface Answer {
        CompletableFuture<TransportResponse> to(TransportRequest request);
    }

    private static Answer body(int status, String template, String... fields) {
        return request -> {
            Map<String, List<String>> headers = fields.length == 0
                    ? Map.of()
                    : Map.of(fields[0], List.of(fields[1].replace("ECHO", echo(request))));
            return CompletableFuture.completedFuture(new TransportResponse(
                    status,
                    HttpHeaders.of(headers, (name, value) -> true),
                    template.replace("ECHO", echo(request)).getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static Answer broken(Function<String, IOException> failure) {
        return request -> CompletableFuture.failedFuture(failure.apply(echo(request)));
    }

    private static IOException suppressing(String text) {
        IOException failure = new IOException("broken");
        failure.addSuppressed(new IOException(text));
        return failure;
    }

    /** The ways in which a server, or what stands before it, shows what it was sent. */
    private static Map<String, Answer> answers() {
        return Map.ofEntries(
                Map.entry("an error of the admin API", body(400, "{\"error\":\"ECHO\",\"detail\":\"ECHO\"}")),
                Map.entry(
                        "field problems",
                        body(
                                400,
                                "{\"error\":\"X\",\"detail\":\"\",\"errors\":[{\"field\":\"ECHO\",\"message\":\"ECHO\"}]}")),
                Map.entry(
                        "an error of the data plane",
                        body(403, "{\"error\":{\"code\":\"ECHO\",\"message\":\"ECHO\"}}")),
                Map.entry("a detail", body(404, "{\"detail\":\"ECHO\"}")),
                Map.entry("a list of details", body(422, "{\"detail\":[{\"loc\":[\"ECHO\"],\"msg\":\"ECHO\"}]}")),
                Map.entry("an error in a detail", body(409, "{\"detail\":{\"error\":\"ECHO\",\"detail\":\"ECHO\"}}")),
                Map.entry("a page of HTML", body(500, "<html>ECHO</html>", "content-type", "text/html; ECHO")),
                Map.entry("a redirect", body(302, "", "location", "http://elsewhere/ECHO")),
                Map.entry("a request id", body(401, "{}", "x-request-id", "ECHO")),
                Map.entry("a wait", body(503, "", "retry-after", "ECHO")),
                Map.entry("malformed JSON", body(200, "{\"message\":\"OK\",\"data\":{\"user_id\":\"ECHO\", ECHO")),
                Map.entry("no JSON", body(200, "ECHO", "content-type", "ECHO")),
                Map.entry("data of another kind", body(200, "{\"message\":\"ECHO\",\"data\":\"ECHO\"}")),
                Map.entry(
                        "a number that is none", body(200, "{\"data\":{\"removed\":\"ECHO\",\"disabled\":\"ECHO\"}}")),
                Map.entry("a time that is none", body(200, "{\"data\":{},\"timestamp\":\"ECHO\"}")),
                Map.entry(
                        "names of another kind",
                        body(200, "{\"data\":{\"ECHO\":{\"ECHO\":[]},\"user_id\":{\"ECHO\":1}}}")),
                Map.entry("a broken connection", broken(IOException::new)),
                Map.entry("a broken protocol", broken(text -> new IOException("x", new ProtocolException(text)))),
                Map.entry("a refused connection", broken(ConnectException::new)),
                Map.entry("a suppressed exception", broken(PlantedMarkerTest::suppressing)));
    }

    @TestFactory
    Stream<DynamicTest> noCallShowsASecretHoweverItFails() {
        return answers().entrySet().stream()
                .map(answer -> DynamicTest.dynamicTest(answer.getKey(), () -> {
                    for (Method method : Sdk.calls()) {
                        for (Way way : Way.values()) {
                            assertNothingShown(method, way, answer.getValue());
                        }
                    }
                    assertTrue(log.size() > 0, "something is logged");
                    assertClean(log.text());
                }));
    }

    private void assertNothingShown(Method method, Way way, Answer answer) {
        GatewayClient client = GatewayClient.builder()
                .adminKey(ADMIN_KEY)
                .signRequests()
                .transport(answer::to)
                .retry(RetryPolicy.none())
                .options(RequestOptions.builder().header("X-Own", "v").build())
                .observation(attempts::add)
                .build();
        Call<Object> call = Sdk.anyCall(method, SAMPLES);
        try {
            ApiResponse<Object> response = way.send(client, call);
            boolean isText = response.value() instanceof String; // which the application has asked for
            assertClean(isText ? "" : String.valueOf(response.value()));
        } catch (GatewayException failure) {
            assertClean(trace(failure));
            assertClean(failure.getMessage());
            if (failure instanceof GatewayApiException api) {
                assertClean(api.detail() + api.fieldProblems() + api.errorCode() + api.requestId() + api.failure());
            }
        }
        Attempt attempt = attempts.get(attempts.size() - 1);
        assertClean(attempt.toString());
        assertClean(call.toString());
        assertClean(client.toString());
    }

    @Test
    void noRequestShowsItsHeadersPathOrBody() {
        for (Method method : Sdk.calls()) {
            GatewayClient client = GatewayClient.builder()
                    .adminKey(ADMIN_KEY)
                    .transport(request -> {
                        assertClean(request.toString());
                        assertClean(request.withHeader("X-Own", MARKER).toString());
                        return CompletableFuture.failedFuture(new IOException("enough"));
                    })
                    .retry(RetryPolicy.none())
                    .build();
            assertThrows(GatewayException.class, () -> client.send(Sdk.anyCall(method, SAMPLES)));
        }
    }

    @Test
    void noResultShowsASecretThatItHolds() throws IOException {
        int planted = 0;
        for (var operation : DOCUMENT.operations().values()) {
            for (var example : operation.content().path("examples")) {
                JsonNode body = example.path("value").deepCopy();
                planted += plant(body.path("data"));
                byte[] bytes = new ObjectMapper().writeValueAsBytes(body);
                HttpHeaders headers = HttpHeaders.of(
                        Map.of("set-cookie", List.of(MARKER), "etag", List.of("\"1\"")), (name, value) -> true);
                TransportResponse answer = new TransportResponse(operation.status(), headers, bytes);
                assertClean(answer.toString());
                GatewayClient client = GatewayClient.builder()
                        .transport(request -> CompletableFuture.completedFuture(answer))
                        .build();
                for (Method method : Sdk.calls(operation.id())) {
                    boolean isFile = body.path("data").has("output_file");
                    Type result = Sdk.result(method);
                    if (isFile ? result == WrittenFile.class : result != WrittenFile.class) {
                        assertClean(client.send(Sdk.anyCall(method, SAMPLES)).toString());
                    }
                }
            }
        }
        assertTrue(planted > 10, "only " + planted + " secrets were planted");
    }

    /** Puts the marker where an answer has a secret: a key, an environment's value, a header field's. */
    private static int plant(JsonNode node) {
        int planted = 0;
        if (node instanceof ObjectNode object) {
            boolean isWholeKey = object.has("new_api_key") || object.has("masked_key") || object.has("base_url");
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                String name = member.getKey();
                if (name.equals("admin_apikey")
                        || name.equals("new_api_key")
                        || (isWholeKey && name.equals("api_key"))) {
                    object.put(name, MARKER + "-key");
                    planted++;
                } else if ((name.equals("env") || name.equals("headers"))
                        && member.getValue() instanceof ObjectNode map) {
                    map.put("PLANTED_NAME", MARKER + "-entry");
                    planted++;
                } else {
                    planted += plant(member.getValue());
                }
            }
        } else {
            for (JsonNode item : node) {
                planted += plant(item);
            }
        }
        return planted;
    }

    @Test
    void optionsBuildersAndFailuresShowNoHeaderFieldsAndNoBody() {
        HttpHeaders headers = HttpHeaders.of(Map.of("x-own", List.of(MARKER)), (name, value) -> true);
        Failure failure = new Failure(
                "createUser", "POST", "/api/v1/users", 400, null, "detail", List.of(), null, headers, MARKER, 1, null);
        RequestOptions options =
                RequestOptions.builder().header("X-Own", MARKER).build();
        assertTrue(options.toString().contains("X-Own"), options.toString());
        assertClean(options.toString());
        assertClean(String.valueOf((Object) RequestOptions.builder().header("X-Own", MARKER)));
        assertClean(String.valueOf((Object) GatewayClient.builder().adminKey(ADMIN_KEY)));
        assertClean(failure.toString());
        assertClean(GatewayApiException.of(failure).toString());
        assertClean(new TransportRequest(
                        "getApiKey",
                        "GET",
                        "/api/v1/api-keys/{api_key}",
                        URI.create("http://localhost/api/v1/api-keys/" + MARKER),
                        Map.of("Authorization", MARKER),
                        MARKER.getBytes(StandardCharsets.UTF_8),
                        Duration.ofSeconds(1),
                        false)
                .toString());
    }

    @Test
    void theLongerOfTwoSecretsIsHiddenWhole() {
        GatewayClient client = GatewayClient.builder()
                .adminKey("abcd")
                .transport(body(400, "{\"error\":\"X\",\"detail\":\"abcd-and-" + MARKER + " abcd\"}")::to)
                .build();
        GatewayApiException failure =
                assertThrows(GatewayApiException.class, () -> client.rotateApiKey("abcd-and-" + MARKER));
        assertEquals("*** ***", failure.detail());
    }

    @Test
    void aUsersKeyIsHiddenByItsFormThoughTheCallDoesNotKnowIt() {
        GatewayClient client = GatewayClient.builder()
                .transport(
                        body(
                                        400,
                                        "{\"error\":\"X\",\"detail\":\"no mgw_0123456789abcdefghijKLMN and mcp_sk_0123456789abcdefghij\"}")
                                ::to)
                .build();
        assertEquals(
                "no *** and ***",
                assertThrows(GatewayApiException.class, () -> client.getUser("u"))
                        .detail());
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static void assertClean(String text) {
        assertFalse(text.contains(MARKER), text);
    }
}
