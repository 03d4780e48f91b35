package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.AuthenticationException.Reason;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.Failure;
import dev.mcpgateway.client.error.FieldProblem;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayResponseException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.error.PermissionDeniedException;
import dev.mcpgateway.client.error.RateLimitedException;
import dev.mcpgateway.client.error.ServerException;
import dev.mcpgateway.client.error.UnexpectedStatusException;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.VerifiedKey;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAnswersTest {
    private final FakeTransport gateway = new FakeTransport();

    private GatewayApiException failure(int status, String body, String... fields) {
        gateway.on("createUser").respond(answer(status, body, fields));
        return assertThrows(GatewayApiException.class, () -> gateway.client().createUser("a@example.com"));
    }

    private static TransportResponse answer(int status, String body, String... fields) {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            headers.put(fields[i], List.of(fields[i + 1]));
        }
        return new TransportResponse(
                status, HttpHeaders.of(headers, (name, value) -> true), body.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String code(GatewayApiException failure) {
        return failure.errorCode().map(ErrorCode::value).orElse(null);
    }

    @Test
    void theAdminApisErrorIsReadWhole() {
        GatewayApiException failure = failure(400, """
                {"error":"INVALID_REQUEST","detail":"email: must be a string","request_id":"r-1",
                 "errors":[{"field":"email","message":"must be a string"}],"timestamp":"2024-01-01T12:00:00.000000"}""", "x-request-id", "r-1", "x-other", "here");
        assertAll(
                () -> assertInstanceOf(BadRequestException.class, failure),
                () -> assertEquals(Optional.of(ErrorCode.INVALID_REQUEST), failure.errorCode()),
                () -> assertEquals("email: must be a string", failure.detail()),
                () -> assertEquals(List.of(new FieldProblem("email", "must be a string")), failure.fieldProblems()),
                () -> assertEquals(Optional.of("r-1"), failure.requestId()),
                () -> assertEquals(400, failure.status()),
                () -> assertEquals("createUser", failure.operation()),
                () -> assertEquals(1, failure.attempts()),
                () -> assertEquals(
                        "here", failure.headers().firstValue("X-Other").orElseThrow()),
                () -> assertTrue(failure.rawBody().startsWith("{\"error\"")),
                () -> assertEquals(
                        "createUser (POST /api/v1/users) was answered 400 INVALID_REQUEST: email: must be a string"
                                + " [request id r-1]",
                        failure.getMessage()));
    }

    @Test
    void withoutAnIdInTheAnswerTheOneThatWasSentIsGiven() {
        GatewayApiException failure = failure(400, "{}");
        assertEquals(
                gateway.requests().get(0).headers().get("X-Request-Id"),
                failure.requestId().orElseThrow());
    }

    @Test
    void theDataPlanesErrorIsRead() {
        GatewayApiException failure =
                failure(403, "{\"error\":{\"code\":\"AUTH_FORBIDDEN\",\"message\":\"No\",\"type\":\"auth\"}}");
        assertInstanceOf(PermissionDeniedException.class, failure);
        assertEquals("AUTH_FORBIDDEN", code(failure));
        assertEquals("No", failure.detail());
        GatewayApiException numbered = failure(403, "{\"error\":{\"code\":-32001,\"message\":\"No\"}}");
        assertNull(code(numbered));
        assertEquals("No", numbered.detail());
    }

    @Test
    void theFormsOfADetailAreRead() {
        GatewayApiException text = failure(404, "{\"detail\":\"Not Found\"}");
        assertInstanceOf(NotFoundException.class, text);
        assertNull(code(text));
        assertEquals("Not Found", text.detail());

        GatewayApiException list = failure(422, """
                {"detail":[{"loc":["body","email"],"msg":"field required","type":"value_error"},
                           {"loc":[],"msg":"odd"},{"loc":"email","msg":"bad"},{"msg":"alone"},7]}""");
        assertInstanceOf(BadRequestException.class, list);
        assertEquals("email: field required", list.detail());
        assertEquals(
                List.of(
                        new FieldProblem("email", "field required"),
                        new FieldProblem("", "odd"),
                        new FieldProblem("email", "bad"),
                        new FieldProblem("", "alone"),
                        new FieldProblem("", "")),
                list.fieldProblems());

        GatewayApiException inside =
                failure(409, "{\"detail\":{\"error\":\"USER_ALREADY_EXISTS\",\"detail\":\"There is one\"}}");
        assertInstanceOf(ConflictException.class, inside);
        assertEquals("USER_ALREADY_EXISTS", code(inside));
        assertEquals("There is one", inside.detail());

        assertEquals("", failure(422, "{\"detail\":[]}").detail());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>502 Bad Gateway</body></html>",
                "not json",
                "[]",
                "null",
                "\"text\"",
                "7",
                "{}",
                "{\"detail\":7}",
                "{\"other\":1}",
                "{\"error\":true}"
            })
    void whatIsNoErrorOfAnyKindSaysThatSomethingElseAnswered(String body) {
        GatewayApiException failure = failure(502, body, "content-type", "text/html");
        assertInstanceOf(ServerException.class, failure);
        assertNull(code(failure));
        assertTrue(
                failure.getMessage().contains("a body of text/html that is not the gateway's"), failure.getMessage());
        assertTrue(failure.getMessage().contains("does the base URL lead to a gateway"), failure.getMessage());
        assertEquals(body, failure.rawBody());
    }

    @Test
    void anEmptyBodyAndARedirectAreNamed() {
        assertTrue(failure(404, "").getMessage().contains("an empty body"));
        GatewayApiException redirect = failure(301, "", "location", "https://elsewhere.example/planted");
        assertInstanceOf(UnexpectedStatusException.class, redirect);
        assertTrue(redirect.getMessage().contains("a redirect, which the client does not follow"));
        assertFalse(redirect.getMessage().contains("planted"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, Authorization header required, MISSING",
        "401, Not authenticated, MISSING",
        "401, Invalid authorization format. Use 'Bearer <api_key>', MALFORMED",
        "401, Invalid API key, INVALID",
        "401, '', INVALID",
        "401, The request signature is missing or wrong, SIGNATURE",
        "401, The timestamp of the signature is more than 300 seconds away from the server's, SIGNATURE",
        "401, The signed request was received before, SIGNATURE",
        "500, Admin API key not configured, NOT_CONFIGURED"
    })
    void anAuthenticationFailureSaysWhy(int status, String detail, Reason reason) {
        GatewayApiException failure =
                failure(status, "{\"error\":\"AUTH_INVALID_CREDENTIALS\",\"detail\":\"" + detail + "\"}");
        assertEquals(
                reason, assertInstanceOf(AuthenticationException.class, failure).reason());
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadRequestException",
        "405, BadRequestException",
        "411, BadRequestException",
        "413, BadRequestException",
        "414, BadRequestException",
        "415, BadRequestException",
        "422, BadRequestException",
        "431, BadRequestException",
        "401, AuthenticationException",
        "403, PermissionDeniedException",
        "404, NotFoundException",
        "410, NotFoundException",
        "409, ConflictException",
        "412, ConflictException",
        "429, RateLimitedException",
        "500, ServerException",
        "501, ServerException",
        "503, ServerException",
        "599, ServerException",
        "301, UnexpectedStatusException",
        "304, UnexpectedStatusException",
        "402, UnexpectedStatusException",
        "418, UnexpectedStatusException",
        "600, UnexpectedStatusException"
    })
    void theExceptionsTypeIsTheStatuss(int status, String type) {
        GatewayApiException made = GatewayApiException.of(Failure.of(status, ErrorCode.INTERNAL_ERROR, "detail"));
        assertEquals(type, made.getClass().getSimpleName());
        assertEquals(type, failure(status, "{}").getClass().getSimpleName());
    }

    @Test
    void aCodeThatIsNotKnownIsKeptByItsValue() {
        assertEquals(
                Optional.of(new ErrorCode("A_LATER_ONE")),
                failure(400, "{\"error\":\"A_LATER_ONE\",\"detail\":\"d\"}").errorCode());
    }

    @Test
    void messagesAreOneLineAndBoundedWhateverIsAnswered() {
        String nasty = "line\\nbreak\\r\\u0085\\u2028\\u001b[31m\\u202e" + "\\ud83d\\ude00".repeat(5000);
        for (String body : List.of(
                "{\"error\":\"" + nasty + "\",\"detail\":\"" + nasty + "\"}",
                "{\"error\":{\"code\":\"" + nasty + "\",\"message\":\"" + nasty + "\"}}",
                "{\"detail\":[{\"loc\":[\"" + nasty + "\"],\"msg\":\"" + nasty + "\"}]}")) {
            GatewayApiException failure = failure(400, body, "x-request-id", "x".repeat(5000));
            assertOneLine(failure.getMessage());
            assertOneLine(failure.detail());
            assertOneLine(failure.toString());
        }
        assertOneLine(failure(404, "", "content-type", "x".repeat(5000)).getMessage());
    }

    private static void assertOneLine(String text) {
        assertTrue(text.length() < 2200, "length " + text.length());
        assertFalse(text.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202e), text);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(text), "half of a surrogate pair");
    }

    @Test
    void theRawBodyIsBounded() {
        assertEquals(64 << 10, failure(400, "x".repeat(100_000)).rawBody().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "null",
                "7",
                "{",
                "{\"data\":",
                "{\"data\":{\"user_id\":\"u\"",
                "{\"message\":\"OK\"}",
                "{\"data\":null}",
                "{\"data\":[]}",
                "{\"data\":\"text\"}",
                "{\"data\":7}",
                "{\"data\":{}}",
                "{\"data\":{\"user_id\":{},\"email\":\"e\"}}",
                "{\"data\":{\"user_id\":null,\"email\":\"e\"}}",
                "{\"data\":{\"user_id\":\"u\",\"email\":\"e\"},\"timestamp\":\"yesterday\"}",
                "{\"data\":{\"user_id\":\"u\",\"email\":\"e\"},\"timestamp\":{}}"
            })
    void aSuccessThatIsNotTheOperationsIsAnExceptionAndNeverAHalfResult(String body) {
        gateway.on("createUser").respond(answer(201, body));
        GatewayResponseException failure = assertThrows(
                GatewayResponseException.class, () -> gateway.client().createUser("a"));
        assertEquals(201, failure.status());
        assertEquals(body, new String(failure.rawBody(), StandardCharsets.UTF_8));
        assertNull(failure.getCause());
        assertTrue(failure.getMessage().contains("does the base URL lead to a gateway"), failure.getMessage());
        assertOneLine(failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":{\"user_id\":\"u\"}} | email is missing",
                "{\"data\":null} | data is null",
                "{\"message\":\"OK\"} | it has no data",
                "[] | it is no JSON object",
                "<html> | no valid JSON",
                "{\"data\":{\"user_id\":{},\"email\":\"e\"}} | user_id"
            })
    void theExceptionSaysWhatIsNotAsItShouldBe(String body, String reason) {
        gateway.on("createUser").respond(answer(201, body));
        GatewayResponseException failure = assertThrows(
                GatewayResponseException.class, () -> gateway.client().createUser("a"));
        assertTrue(failure.getMessage().contains(reason), failure.getMessage());
    }

    @Test
    void aNameInTheAnswerCannotBreakTheMessagesLine() {
        gateway.on("getServer").answer(200, "{\"server_name\":\"s\",\"config\":{\"env\":{\"a\\nb\":{}}}}");
        GatewayResponseException failure = assertThrows(
                GatewayResponseException.class, () -> gateway.client().getServer("c", "s"));
        assertOneLine(failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{}]", "[null]", "{}", "[7]", "[[]]", "\"x\""})
    void aListThatIsNoneOrHasAnItemThatIsNoneIsAnException(String data) {
        gateway.on("listUsers").answer(200, data);
        assertThrows(GatewayResponseException.class, () -> gateway.client().listUsers());
        assertThrows(GatewayResponseException.class, () -> gateway.client().listUsers(PageRequest.first(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"removed\":null}"})
    void aNumberThatIsMissingIsNotReadAsZero(String data) {
        gateway.on("removeAllServers").answer(200, data);
        GatewayResponseException failure = assertThrows(
                GatewayResponseException.class, () -> gateway.client().removeAllServers("c"));
        assertTrue(failure.getMessage().contains("removed is missing"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"disabled\":null,"})
    void aFlagThatIsMissingIsNotReadAsFalse(String disabled) {
        gateway.on("disableApiKey").answer(200, "{" + disabled + """
                        "key_id":"i","api_key":"m","user_id":"u","project_id":"p",
                         "created_at":"2024-01-01T12:00:00Z","status":"disabled"}""");
        GatewayResponseException failure = assertThrows(
                GatewayResponseException.class, () -> gateway.client().disableApiKey("k"));
        assertTrue(failure.getMessage().contains("disabled is missing"), failure.getMessage());
    }

    @Test
    void aPolicyThatDoesNotSayThatItIsInForceIsNot() {
        gateway.on("getServer").answer(200, """
                        {"server_name":"s","description":"","created_at":"2024-01-01T12:00:00Z","config":{},"enable_server_info_validation":true,
                         "input_guardrails_policy":{"block":["pii"]}}""");
        GuardrailPolicyReport policy = gateway.client().getServer("c", "s").inputGuardrailsPolicy();
        assertFalse(policy == null || policy.enabled());
        assertEquals(List.of("pii"), policy == null ? List.of() : policy.block());
    }

    @Test
    void aServerThatDoesNotSayHowItIsReachedIsReadWithoutThat() {
        gateway.on("getServer").answer(200, """
                        {"server_name":"s","description":"","created_at":"2024-01-01T12:00:00Z","enable_server_info_validation":true}""");
        assertNull(gateway.client().getServer("c", "s").config());
    }

    @Test
    void aKeyThatIsInvalidHasAReasonAndNothingElse() {
        gateway.on("verifyApiKey").answer(200, """
                        {"valid":false,"code":"invalid_api_key","key_id":null,"scopes":null,"remaining":null}""");
        assertEquals(
                new VerifiedKey(false, "invalid_api_key", null, null, null),
                gateway.client().verifyApiKey("k"));
    }

    @Test
    void fieldsAndWordsThatAreNotKnownAreNoFault() {
        gateway.on("disableApiKey").answer(200, """
                        {"later":{"deep":[1]},"key_id":"i","api_key":"m","user_id":"u","project_id":"p",
                         "created_at":"2024-01-01T12:00:00Z","disabled":true,"status":"asleep","scopes":["a"],"unrestricted":false,
                         "require_signature":false,"url_key":true}""");
        var key = gateway.client().disableApiKey("k");
        assertEquals(new KeyStatus("asleep"), key.status());
        assertEquals("asleep", key.status().toString());
        assertEquals(Instant.parse("2024-01-01T12:00:00Z"), key.createdAt());
    }

    @Test
    void anOperationThatOnlyConfirmsTakesAnyData() {
        for (String data : List.of("null", "{\"a\":[1,{}]}", "[]", "true")) {
            gateway.on("removeServer").answer(200, data);
            gateway.client().removeServer("c", "s");
        }
        gateway.on("deleteUser").respond(answer(200, "<html>"));
        assertThrows(GatewayResponseException.class, () -> gateway.client().deleteUser("u"));
    }

    @Test
    void testsOfAnApplicationCanMakeEveryException() {
        Failure failure = Failure.of(429, ErrorCode.RATE_LIMITED, "Too many requests");
        assertEquals("operation (GET /) was answered 429 RATE_LIMITED: Too many requests", failure.toString());
        assertEquals(Optional.empty(), new RateLimitedException(failure).retryAfter());
        assertEquals(failure, new ConflictException(failure).failure());
    }

    @Test
    void anExceptionIsSerializedWithoutWhatMayHoldASecret() throws Exception {
        GatewayApiException failure = failure(429, """
                {"error":"RATE_LIMITED","detail":"slow","errors":[{"field":"f","message":"m"}],"more":"planted"}""", "retry-after", "2", "x-more", "planted");
        byte[] bytes = serialized(failure);
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("planted"));
        RateLimitedException copy = assertInstanceOf(RateLimitedException.class, deserialized(bytes));
        assertAll(
                () -> assertEquals(failure.getMessage(), copy.getMessage()),
                () -> assertEquals(429, copy.status()),
                () -> assertEquals(failure.errorCode(), copy.errorCode()),
                () -> assertEquals(failure.fieldProblems(), copy.fieldProblems()),
                () -> assertEquals(failure.requestId(), copy.requestId()),
                () -> assertEquals(Optional.of(Duration.ofSeconds(2)), copy.retryAfter()),
                () -> assertEquals(Map.of(), copy.headers().map()),
                () -> assertEquals("", copy.rawBody()));

        gateway.on("createUser").respond(answer(201, "planted"));
        byte[] unexpected = serialized(assertThrows(
                GatewayResponseException.class, () -> gateway.client().createUser("a")));
        assertFalse(new String(unexpected, StandardCharsets.ISO_8859_1).contains("planted"));
        GatewayResponseException other = assertInstanceOf(GatewayResponseException.class, deserialized(unexpected));
        assertEquals(201, other.status());
        assertEquals(0, other.rawBody().length);
    }

    private static byte[] serialized(GatewayException failure) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(failure);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead") // of bytes that the test has made
    private static Object deserialized(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readObject();
        }
    }

    @Test
    void aGatewayThatIsNotThereIsNamedWithItsAddress() {
        gateway.on("createUser").refuse();
        GatewayException failure = assertThrows(
                GatewayConnectionException.class, () -> gateway.client().createUser("planted@example.com"));
        assertEquals(
                "createUser (POST /api/v1/users): no connection to http://localhost:8001 (Connection refused):"
                        + " is the gateway running there?",
                failure.getMessage());
    }
}
