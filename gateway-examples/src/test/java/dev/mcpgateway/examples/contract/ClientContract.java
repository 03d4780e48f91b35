package dev.mcpgateway.examples.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.FieldProblem;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.ConfigDetails;
import dev.mcpgateway.client.model.ConfigName;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeyPrefix;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.KeyUsage;
import dev.mcpgateway.client.model.ProjectName;
import dev.mcpgateway.client.model.RotatedKey;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.UserDetails;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.model.VerifiedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a caller of the client can rely on, whoever answers: a whole gateway, stubs made of the recorded examples, or a scripted transport.
 * What passes against one and not against another has drifted from it. The names are those of the examples.
 */
abstract class ClientContract {
    static final String USER = "anna+one@example.com";
    static final String STRANGER = "o'neil@example.org";
    static final String NEW_USER = "user@example.com";
    static final String PROJECT = "Проект Alpha / 1+1=2";
    static final String CONFIG = "Team tools / 50% + é";
    static final String NEW_CONFIG = "New / config";
    static final String MASK = "********";
    static final KeySettings LAPTOP = KeySettings.builder()
            .name("Anna's laptop")
            .description("For the editor")
            .clientToken("8d1f0c2a-first")
            .scopes(List.of("tools:list", "tools:call:github_server"))
            .expiresAt(Instant.parse("2099-12-31T23:59:59Z"))
            .notBefore(Instant.parse("2024-01-01T00:00:00Z"))
            .allowedIps(List.of("203.0.113.0/24", "::1"))
            .deniedIps(List.of("203.0.113.66"))
            .plan("standard")
            .metadata(Map.of("team", "platform", "seats", 3))
            .requireSignature(true)
            .urlKey(false)
            .keyPrefix(KeyPrefix.MCP_SK)
            .build();
    static final KeySettings REPEATED =
            KeySettings.builder().clientToken("made-once-revoked").build();

    /** A client of a gateway that answers as these examples do. A whole gateway does so by itself. */
    abstract GatewayClient given(String... examples);

    /** As {@link #given}, and the client has no key. */
    abstract GatewayClient withoutKeyGiven(String example);

    /** As {@link #given}, and the client has an active key of {@link #USER}'s to {@link #PROJECT}. */
    abstract GatewayClient withUserKeyGiven(String example);

    /** An active key of {@link #USER}'s to {@link #PROJECT}. */
    abstract Secret activeKey();

    /** The id of an active key of {@link #USER}'s to {@link #PROJECT}. */
    abstract String activeKeyId();

    @Test
    void whoeverIsCreatedHasTheEmailAndAnId() {
        UserName created = given("createUser/201").createUser(NEW_USER);

        assertEquals(NEW_USER, created.email());
        assertFalse(created.userId().isBlank());
    }

    @Test
    void anEmailThatIsTakenIsAConflictThatNamesIt() {
        GatewayClient client = given("createUser/409-USER_ALREADY_EXISTS");

        ConflictException taken = assertThrows(ConflictException.class, () -> client.createUser(USER));

        assertIs(taken, 409, ErrorCode.USER_ALREADY_EXISTS, "createUser");
        assertTrue(taken.detail().contains(USER), taken::detail);
    }

    @Test
    void aUserIsFoundWithTheProjectsAndTheMaskedKeys() {
        UserDetails found = given("getUser/200").getUser(USER);

        assertEquals(USER, found.email());
        assertTrue(found.projects().stream().map(ProjectName::projectName).anyMatch(PROJECT::equals));
        assertFalse(found.apiKeys().isEmpty());
        found.apiKeys().forEach(key -> assertTrue(key.apiKey().contains("..."), key::apiKey));
    }

    @Test
    void aUserWhoIsNotThereIsNotFound() {
        GatewayClient client = given("getUser/404-USER_NOT_FOUND");

        NotFoundException missing = assertThrows(NotFoundException.class, () -> client.getUser("nobody@example.com"));

        assertIs(missing, 404, ErrorCode.USER_NOT_FOUND, "getUser");
    }

    @Test
    void theListOfUsersHasEverybodyOnceInTheOrderOfCreation() {
        List<UserItem> users = given("listUsers/200").listUsers();

        assertTrue(users.stream().map(UserItem::email).toList().containsAll(List.of(USER, STRANGER)));
        List<Instant> times = users.stream().map(UserItem::createdAt).toList();
        assertEquals(times.stream().sorted().toList(), times);
        assertEquals(
                users.size(), new HashSet<>(users.stream().map(UserItem::userId).toList()).size());
    }

    @Test
    void aValueThatIsNotAllowedIsABadRequestThatNamesTheField() {
        GatewayClient client = given("_common/400-INVALID_REQUEST");

        BadRequestException refused = assertThrows(BadRequestException.class, () -> client.createUser("no email"));

        assertIs(refused, 400, ErrorCode.INVALID_REQUEST, "createUser");
        assertEquals(
                List.of("email"),
                refused.fieldProblems().stream().map(FieldProblem::field).toList());
        assertTrue(refused.detail().startsWith("email: "), refused::detail);
    }

    @Test
    void aCallWithoutAKeyIsRefusedAsOne() {
        GatewayClient client = withoutKeyGiven("_common/401-AUTH_INVALID_CREDENTIALS");

        AuthenticationException denied = assertThrows(AuthenticationException.class, () -> client.createUser(NEW_USER));

        assertIs(denied, 401, ErrorCode.AUTH_INVALID_CREDENTIALS, "createUser");
        assertEquals(AuthenticationException.Reason.MISSING, denied.reason());
    }

    @Test
    void aConfigurationThatIsCreatedHasTheNameAndAnId() {
        ConfigName created = given("createConfig/201").createConfig(NEW_CONFIG);

        assertEquals(NEW_CONFIG, created.configName());
        assertFalse(created.configId().isBlank());
    }

    @Test
    void aNameThatIsTakenIsAConflictThatNamesIt() {
        GatewayClient client = given("createConfig/409-CONFIG_ALREADY_EXISTS");

        ConflictException taken = assertThrows(ConflictException.class, () -> client.createConfig(CONFIG));

        assertIs(taken, 409, ErrorCode.CONFIG_ALREADY_EXISTS, "createConfig");
        assertTrue(taken.detail().contains(CONFIG), taken::detail);
    }

    @Test
    void aConfigurationIsFoundWithItsSecretsMasked() {
        ConfigDetails found = given("getConfig/200").getConfig(CONFIG);

        assertEquals(CONFIG, found.mcpConfigName());
        List<String> values = found.mcpConfig().stream()
                .map(ServerDetails::config)
                .flatMap(address -> address.env().values().stream())
                .map(secret -> secret.reveal())
                .distinct()
                .toList();
        assertEquals(List.of(MASK), values);
    }

    @Test
    void aConfigurationThatIsNotThereIsNotFound() {
        GatewayClient client = given("getConfig/404-CONFIG_NOT_FOUND");

        NotFoundException missing = assertThrows(NotFoundException.class, () -> client.getConfig("nobody at all"));

        assertIs(missing, 404, ErrorCode.CONFIG_NOT_FOUND, "getConfig");
    }

    @Test
    void aConfigurationThatAProjectUsesIsNotDeleted() {
        GatewayClient client = given("deleteConfig/409-CONFIG_IN_USE");

        ConflictException inUse = assertThrows(ConflictException.class, () -> client.deleteConfig(CONFIG));

        assertIs(inUse, 409, ErrorCode.CONFIG_IN_USE, "deleteConfig");
    }

    @Test
    void aGeneratedKeyIsInTheClearAndItsMaskIsNot() {
        GeneratedKey key = given("generateApiKey/201").generateApiKey(USER, PROJECT, LAPTOP);

        assertEquals(USER, key.userEmail());
        assertEquals(PROJECT, key.projectName());
        assertEquals("Anna's laptop", key.name());
        assertNull(key.endpointPath(), "it may not be in a URL");
        String[] shown = key.maskedKey().split("\\.\\.\\.", 2);
        assertTrue(key.apiKey().reveal().startsWith(shown[0])
                && key.apiKey().reveal().endsWith(shown[1]));
        assertTrue(key.maskedKey().length() < key.apiKey().reveal().length());
        assertFalse(key.toString().contains(key.apiKey().reveal()), "it does not print itself");
    }

    @Test
    void whoIsNoMemberOfTheProjectGetsNoKeyToIt() {
        GatewayClient client = given("generateApiKey/409-USER_NOT_IN_PROJECT");

        ConflictException stranger =
                assertThrows(ConflictException.class, () -> client.generateApiKey(STRANGER, PROJECT, LAPTOP));

        assertIs(stranger, 409, ErrorCode.USER_NOT_IN_PROJECT, "generateApiKey");
    }

    @Test
    void aTokenThatHasMadeAKeyMakesNoOther() {
        GatewayClient client = given("generateApiKey/409-API_KEY_ALREADY_ISSUED");

        ConflictException issued =
                assertThrows(ConflictException.class, () -> client.generateApiKey(USER, PROJECT, REPEATED));

        assertIs(issued, 409, ErrorCode.API_KEY_ALREADY_ISSUED, "generateApiKey");
        assertTrue(issued.detail().matches(".*'key_\\w+'"), issued::detail);
    }

    @Test
    void aKeyIsFoundByItsIdAndShownMasked() {
        KeyDetails key = given("getApiKey/200").getApiKey(activeKeyId());

        assertEquals(USER, key.userEmail());
        assertEquals(PROJECT, key.projectName());
        assertEquals(CONFIG, key.mcpConfigName());
        assertEquals(KeyStatus.ACTIVE, key.status());
        assertTrue(key.apiKey().contains("..."), key::apiKey);
    }

    @Test
    void aKeyThatIsNotThereIsNotFound() {
        GatewayClient client = given("getApiKey/404-API_KEY_NOT_FOUND");

        NotFoundException missing =
                assertThrows(NotFoundException.class, () -> client.getApiKey("key_0000000000000000"));

        assertIs(missing, 404, ErrorCode.API_KEY_NOT_FOUND, "getApiKey");
    }

    @Test
    void aRotatedKeyHasAnotherIdAndTheOldOneATimeToEnd() {
        String old = activeKeyId();

        RotatedKey next = given("rotateApiKey/200").rotateApiKey(old, Duration.ofMinutes(1));

        assertEquals(old, next.oldKeyId());
        assertNotEquals(old, next.keyId());
        assertNotNull(next.oldKeyExpiresAt());
    }

    @Test
    void aKeyThatWorksIsVerified() {
        VerifiedKey verified =
                given("verifyApiKey/200").verifyApiKey(activeKey().reveal());

        assertTrue(verified.valid());
        assertNull(verified.code());
        assertTrue(String.valueOf(verified.keyId()).startsWith("key_"), verified::toString);
        assertNull(verified.scopes());
        assertNull(verified.remaining());
    }

    @Test
    void whoHasAKeyIsToldWhoseItIs() {
        KeyItem own = withUserKeyGiven("whoAmI/200").whoAmI();

        assertEquals(USER, own.userEmail());
        assertEquals(PROJECT, own.projectName());
        assertEquals(KeyStatus.ACTIVE, own.status());
        assertTrue(own.apiKey().contains("..."), own::apiKey);
    }

    @Test
    void whoHasAKeyIsToldHowMuchItIsUsed() {
        KeyUsage usage = withUserKeyGiven("getOwnApiKeyUsage/200").getOwnApiKeyUsage();

        assertTrue(usage.keyId().startsWith("key_"), usage::keyId);
        assertEquals("24h", usage.window());
        assertEquals(24, usage.requestsPerHour().size());
    }

    @Test
    void anAnswerHasTheRequestIdAndAVersionForIfMatch() {
        ApiResponse<UserDetails> answer = given("getUser/200").send(UserCalls.getUser(USER));

        assertTrue(answer.requestId().isPresent(), "the gateway's log can be searched for it");
        assertTrue(answer.etag().orElseThrow().matches("\"\\w+\""), () -> answer.etag()
                .toString());
        assertTrue(given("listUsers/200").send(UserCalls.listUsers()).etag().isEmpty(), "a list has no version");
    }

    @Test
    void anAnswerHasTheGatewaysSentenceAndTime() {
        ApiResponse<UserDetails> answer = given("getUser/200").send(UserCalls.getUser(USER));

        assertEquals(200, answer.status());
        assertFalse(answer.message().isBlank());
        assertNotNull(answer.timestamp());
        assertEquals(1, answer.attempts());
    }

    private static void assertIs(GatewayApiException failure, int status, ErrorCode code, String operation) {
        assertEquals(status, failure.status());
        assertEquals(code, failure.errorCode().orElseThrow());
        assertEquals(operation, failure.operation());
        assertEquals(1, failure.attempts(), "it is not tried again");
        assertTrue(failure.requestId().isPresent(), "the gateway's log can be searched for it");
        assertTrue(failure.getMessage().startsWith(operation + " ("), failure::getMessage);
    }
}
