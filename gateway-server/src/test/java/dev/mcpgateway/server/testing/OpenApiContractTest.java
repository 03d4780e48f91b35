package dev.mcpgateway.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The check of answers lets through what is documented, and has been seen to fail on all else. */
class OpenApiContractTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String CREATED = """
            {"message":"User created successfully",
             "data":{"user_id":"9531985d-5d9d-49f8-9818-e811892f902b","email":"alice@example.com"},
             "timestamp":"2024-01-01T12:00:00.000000"}""";
    private static final String TAKEN = """
            {"error":"USER_ALREADY_EXISTS","detail":"User 'alice@example.com' already exists","request_id":"r-1",
             "timestamp":"2024-01-01T12:00:00.000000"}""";

    private final OpenApiContract contract = OpenApiContract.current();

    @Test
    void whatIsDocumentedPasses() {
        contract.requireResponse("createUser", 201, JSON, CREATED.getBytes(UTF_8));
        contract.requireResponse("createUser", 409, JSON, TAKEN.getBytes(UTF_8));
        contract.requireResponse("metrics", 200, "text/plain; version=0.0.4", "up 1\n".getBytes(UTF_8));
    }

    @Test
    void anOperationThatIsNotDocumentedFails() {
        assertFails("no operation is called makeUser", "makeUser", 201, JSON, CREATED);
    }

    @Test
    void aStatusThatIsNotDocumentedFails() {
        assertFails("createUser 200 is not documented", "createUser", 200, JSON, CREATED);
    }

    @Test
    void aFieldThatIsNotDocumentedFails() {
        assertFails("nickname", "createUser", 201, JSON, CREATED.replace("\"email\"", "\"nickname\":\"al\",\"email\""));
        assertFails("trace", "createUser", 409, JSON, TAKEN.replace("\"detail\"", "\"trace\":\"at …\",\"detail\""));
        assertFails("took", "createUser", 201, JSON, CREATED.replace("\"data\"", "\"took\":3,\"data\""));
    }

    @Test
    void aValueOfAnotherTypeFails() {
        assertFails("string expected", "createUser", 201, JSON, CREATED.replace("\"alice@example.com\"", "7"));
    }

    @Test
    void aNullThatIsNotDocumentedFails() {
        assertFails("string expected", "createUser", 201, JSON, CREATED.replace("\"alice@example.com\"", "null"));
    }

    @Test
    void aFieldThatIsMissingFails() {
        assertFails(
                "'email' not found", "createUser", 201, JSON, CREATED.replace(",\"email\":\"alice@example.com\"", ""));
        assertFails("'detail' not found", "createUser", 409, JSON, TAKEN.replaceAll("\"detail\":\"[^\"]*\",", ""));
    }

    @Test
    void anotherMessageFails() {
        assertFails("message", "createUser", 201, JSON, CREATED.replace("User created", "User made"));
    }

    @Test
    void aDateInAnotherFormFails() {
        assertFails("timestamp", "createUser", 201, JSON, CREATED.replace("12:00:00.000000", "12:00:00Z"));
    }

    @Test
    void anErrorCodeThatTheOperationDoesNotHaveFails() {
        assertFails("error", "createUser", 409, JSON, TAKEN.replace("USER_ALREADY_EXISTS", "CONFIG_IN_USE"));
    }

    @Test
    void anotherContentTypeFails() {
        assertFails("text/html", "createUser", 201, "text/html", CREATED);
        assertFails("null", "createUser", 201, null, CREATED);
    }

    @Test
    void aBodyThatIsNotOneJsonTextFails() {
        assertFails("is not JSON", "createUser", 201, JSON, CREATED + "}");
    }

    @Test
    void theErrorOfNoOperationIsCheckedToo() {
        contract.requireError(
                JSON, TAKEN.replace("USER_ALREADY_EXISTS", "METHOD_NOT_ALLOWED").getBytes(UTF_8));
        assertThrows(
                AssertionError.class,
                () -> contract.requireError(
                        JSON, TAKEN.replace("USER_ALREADY", "NOBODY").getBytes(UTF_8)));
    }

    @Test
    void requestsAreCheckedToo() {
        assertDoesNotThrow(() -> contract.requireRequest("createUser", bytes("{\"email\":\"a@b.cd\",\"more\":1}")));
        assertDoesNotThrow(() -> contract.requireRequest("backup", new byte[0]));
        assertRequestFails("'email' not found", "createUser", "{}");
        assertRequestFails("string expected", "createUser", "{\"email\":7}");
        assertRequestFails("grace", "rotateApiKey", "{\"api_key\":\"key_1\",\"grace\":1}");
        assertRequestFails("takes no body", "getUser", "{}");
        assertRequestFails("it is empty", "createUser", "");
    }

    private void assertRequestFails(String reason, String operationId, String body) {
        AssertionError failure =
                assertThrows(AssertionError.class, () -> contract.requireRequest(operationId, bytes(body)));
        assertMentions(reason, failure);
    }

    private void assertFails(String reason, String operationId, int status, @Nullable String type, String body) {
        AssertionError failure = assertThrows(
                AssertionError.class, () -> contract.requireResponse(operationId, status, type, bytes(body)));
        assertMentions(reason, failure);
    }

    private static void assertMentions(String reason, AssertionError failure) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(reason), message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
