package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    private static final Attributes OAUTH = Attributes.of(Map.of(
            "clientSecret", "s1",
            "tokens", List.of("s2", "s3"),
            "clients", List.of(Map.of("id", "a", "password", "s4"), Map.of("id", "b", "password", "s5")),
            "credentials", Map.of("anything", List.of(Map.of("at", "s6")), "count", 2),
            "oauthCustomHeaders", Map.of("X-Any", "s7"),
            "useToken", true,
            "maxTokens", 5,
            "scopes", List.of("read")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret",
                "clientSecret",
                "CLIENT_SECRET",
                "OAUTH-Client-Secret",
                "secrets",
                "password",
                "dbPassword",
                "passphrase",
                "token",
                "access_token",
                "refreshToken",
                "idToken",
                "ID_TOKEN",
                "accesstoken",
                "api_key",
                "apiKey",
                "APIKey",
                "x-api-key",
                "private_key",
                "privateKeyPem",
                "authorization",
                "Proxy-Authorization",
                "credential",
                "clientCredentials",
                "cookie",
                "Set-Cookie",
                "client_assertion",
                "OAUTH_CUSTOM_HEADERS",
                "additionalParams"
            })
    void aNameThatSaysSecretIsOne(String name) {
        assertTrue(SecretNames.saysSecret(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id",
                "OAUTH_TOKEN_URL",
                "tokenUrl",
                "token_endpoint",
                "token_uri",
                "private_key_path",
                "clientSecretPath",
                "token_expiry_buffer",
                "tokenExpiry",
                "token_endpoint_auth_method",
                "token_type",
                "authorization_url",
                "authorizationEndpoint",
                "client_assertion_type",
                "scope",
                "tenant",
                ""
            })
    void anyOtherNameIsNone(String name) {
        assertFalse(SecretNames.saysSecret(name));
    }

    @Test
    void stringsInListsAndObjectsAreMaskedToo() {
        assertEquals(
                Attributes.of(Map.of(
                        "clientSecret", SecretMask.MASK,
                        "tokens", List.of(SecretMask.MASK, SecretMask.MASK),
                        "clients",
                                List.of(
                                        Map.of("id", "a", "password", SecretMask.MASK),
                                        Map.of("id", "b", "password", SecretMask.MASK)),
                        "credentials", Map.of("anything", List.of(Map.of("at", SecretMask.MASK)), "count", 2),
                        "oauthCustomHeaders", Map.of("X-Any", SecretMask.MASK),
                        "useToken", true,
                        "maxTokens", 5,
                        "scopes", List.of("read"))),
                SecretMask.masked(server(OAUTH)).oauthConfig());
    }

    @Test
    void whatWasReadMaskedCanBeSentBack() {
        McpServer stored = server(OAUTH);

        assertEquals(
                OAUTH, SecretMask.unmasked(SecretMask.masked(stored), stored).oauthConfig());
    }

    @Test
    void aMaskInAListOfAnotherLengthIsRefusedWithItsPlace() {
        McpServer given = server(Attributes.of(Map.of("tokens", List.of("new", SecretMask.MASK, "newer"))));

        InvalidFieldException refused =
                assertThrows(InvalidFieldException.class, () -> SecretMask.unmasked(given, server(OAUTH)));

        assertEquals("oauth_config.tokens[1]", refused.problems().get(0).field());
    }

    private static McpServer server(Attributes oauth) {
        return new McpServer(
                "server",
                "",
                new Transport.Stdio("cat", List.of(), Map.of(), Attributes.EMPTY),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                oauth,
                null,
                null,
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
    }
}
