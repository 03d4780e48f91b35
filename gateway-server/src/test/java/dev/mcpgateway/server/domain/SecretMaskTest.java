package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private static final Attributes OAUTH = Attributes.of(Map.of(
            "OAUTH_CLIENT_SECRET", "s1",
            "password", "s2",
            "refresh_token", "s3",
            "OAUTH_CLIENT_ID", "id",
            "OAUTH_TOKEN_URL", "https://x.example",
            "OAUTH_CLIENT_KEY_PATH", "/path",
            "OAUTH_TOKEN_EXPIRY_BUFFER", 300,
            "OAUTH_CUSTOM_HEADERS", Map.of("X-Any", "s4"),
            "OAUTH_ADDITIONAL_PARAMS", Map.of("tenant", "s5"),
            "nested", Map.of("api_key", "s6", "name", "n")));

    @Test
    void everySecretIsMaskedAndNothingElse() {
        McpServer masked = SecretMask.masked(server(Map.of("A", Secret.of("s0")), OAUTH));
        Transport.Stdio stdio = (Transport.Stdio) masked.transport();
        assertEquals(Map.of("A", Secret.of(SecretMask.MASK)), stdio.env());
        assertEquals(
                Attributes.of(Map.of(
                        "OAUTH_CLIENT_SECRET",
                        SecretMask.MASK,
                        "password",
                        SecretMask.MASK,
                        "refresh_token",
                        SecretMask.MASK,
                        "OAUTH_CLIENT_ID",
                        "id",
                        "OAUTH_TOKEN_URL",
                        "https://x.example",
                        "OAUTH_CLIENT_KEY_PATH",
                        "/path",
                        "OAUTH_TOKEN_EXPIRY_BUFFER",
                        300,
                        "OAUTH_CUSTOM_HEADERS",
                        Map.of("X-Any", SecretMask.MASK),
                        "OAUTH_ADDITIONAL_PARAMS",
                        Map.of("tenant", SecretMask.MASK),
                        "nested",
                        Map.of("api_key", SecretMask.MASK, "name", "n"))),
                masked.oauthConfig());
    }

    @Test
    void aMaskedServerHasNoFieldThatNobodyKnows() {
        McpServer masked = SecretMask.masked(server(Map.of(), null));
        assertEquals(Attributes.EMPTY, masked.extra());
        assertEquals(Attributes.EMPTY, masked.transport().extra());
    }

    @Test
    void masksAreTurnedBackIntoWhatIsStored() {
        McpServer stored = server(Map.of("A", Secret.of("s0"), "B", Secret.of("")), OAUTH);
        McpServer shown = SecretMask.masked(stored);
        assertEquals(
                stored.transport(),
                withExtraOf(stored, SecretMask.unmasked(shown, stored)).transport());
        assertEquals(stored.oauthConfig(), SecretMask.unmasked(shown, stored).oauthConfig());
    }

    @Test
    void aMaskThatStandsForNothingIsRefusedWithItsPlace() {
        McpServer given = server(
                Map.of("NEW", Secret.of(SecretMask.MASK)),
                Attributes.of(Map.of("OAUTH_CLIENT_SECRET", SecretMask.MASK)));
        InvalidFieldException refused =
                assertThrows(InvalidFieldException.class, () -> SecretMask.unmasked(given, null));
        assertEquals(
                List.of("env.NEW", "oauth_config.OAUTH_CLIENT_SECRET"),
                refused.problems().stream().map(FieldProblem::field).toList());
        assertFalse(String.valueOf(refused.getMessage()).contains("s1"));
    }

    @Test
    void aMaskOfAHeaderIsNotFilledFromAnEnvironment() {
        McpServer stored = server(Map.of("A", Secret.of("s0")), null);
        McpServer remote = new McpServer(
                "n",
                "",
                new Transport.Remote("https://x.example", Map.of("A", Secret.of(SecretMask.MASK)), Attributes.EMPTY),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
        assertThrows(InvalidFieldException.class, () -> SecretMask.unmasked(remote, stored));
    }

    @Test
    void secretsNeverShowInTheTextOfARecord() {
        McpServer server =
                server(Map.of("A", Secret.of("s0-very-secret")), Attributes.of(Map.of("password", "s2-very-secret")));
        Stream.of(server.toString(), server.transport().toString())
                .forEach(text -> assertFalse(text.contains("very-secret"), text));
    }

    private static McpServer withExtraOf(McpServer stored, McpServer given) {
        Transport.Stdio stdio = (Transport.Stdio) given.transport();
        return given.withSecrets(
                new Transport.Stdio(
                        stdio.command(),
                        stdio.args(),
                        stdio.env(),
                        stored.transport().extra()),
                given.oauthConfig());
    }

    private static McpServer server(Map<String, Secret> env, @Nullable Attributes oauth) {
        Attributes extra = Attributes.EMPTY.with("x_secret", "s9");
        return new McpServer(
                "n",
                "",
                new Transport.Stdio("cat", List.of(), env, extra),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                oauth,
                null,
                null,
                Instant.EPOCH,
                null,
                0,
                extra);
    }
}
