package dev.mcpgateway.server.model;

import static dev.mcpgateway.server.model.ModelScene.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of {@code /v1} a key opens, however its path is written. */
class ModelScopesIT {
    private static final List<String> CALLS = List.of(
            "POST /v1/completions",
            "GET /v1/completions",
            "POST /v1/completions/x",
            "POST /v1/chat/completions",
            "GET /v1/chat/completions",
            "POST /v1/chat",
            "GET /v1/models",
            "HEAD /v1/models",
            "GET /v1/models/tiny:8b",
            "DELETE /v1/models/tiny:8b",
            "GET /v1/contexts",
            "POST /v1/contexts",
            "GET /v1/files/f-1/content",
            "HEAD /v1/files",
            "POST /v1/files",
            "DELETE /v1/files/f-1",
            "GET /v1/FILES",
            "GET /v1/filesystem",
            "POST /v1/embeddings",
            "GET /v1");

    private final ModelScene scene = new ModelScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "completions:create | POST /v1/completions",
                "chats:create | POST /v1/chat/completions",
                "models:read | GET /v1/models, HEAD /v1/models, GET /v1/models/tiny:8b",
                "contexts:read | GET /v1/contexts",
                "contexts:write | POST /v1/contexts",
                "files:read | GET /v1/files/f-1/content, HEAD /v1/files",
                "files:write | POST /v1/files, DELETE /v1/files/f-1",
                "tools:call | ''",
            })
    void aScopeOpensWhatItNamesAndNothingElse(String scope, String opened) {
        String key = scene.key("\"scopes\": [\"" + scope + "\"]").secret();
        Set<String> open = new LinkedHashSet<>();
        for (String call : CALLS) {
            Exchange exchange = send(call, key);
            if (exchange.status() == 200) {
                open.add(call);
            } else {
                assertEquals(403, exchange.status(), exchange::toString);
            }
        }
        assertEquals(opened, String.join(", ", open));
        assertEquals(open.size(), scene.model().received().size());
    }

    @Test
    void aKeyWithoutScopesOpensAll() {
        String key = scene.key();
        for (String call : CALLS) {
            assertEquals(200, send(call, key).status(), call);
        }
    }

    @Test
    void whatAScopeDoesNotOpenIsSaidInTheFormOfV1() {
        String key = scene.key("\"scopes\": [\"models:read\"]").secret();
        refused(scene.post("/v1/chat/completions", "{}", key), 403, "insufficient_scope", "permission_error");
        assertTrue(scene.model().received().isEmpty());
    }

    private Exchange send(String call, String key) {
        String[] words = call.split(" ", 2);
        return scene.send(ApiCall.of(words[0], words[1], words[0].equals("POST") ? "{}" : null), key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/../files",
                "/v1/models/%2e%2e/files",
                "/v1/models/.%2E/files",
                "/v1/./models",
                "/v1//models",
                "/v1/models//",
                "/v1/models%2F..%2Ffiles",
                "/v1/models%2ftiny",
                "/v1/models/%5c..%5cfiles",
                "/v1/models/..%3b/files",
                "/v1/models/..;/files",
                "/v1/models/%252e%252e/files",
                "/v1/models/a%3Fb",
                "/v1/models/a%23b",
                "/v1/models/a%00b",
                "/v1/../admin",
                "/v1/..",
                "/v1/%2e%2e/admin",
                "/v1/models/%FF"
            })
    void aPathThatServersReadInSeveralWaysIsRefused(String path) {
        for (String key :
                List.of(scene.key(), scene.key("\"scopes\": [\"models:read\"]").secret())) {
            String answer = scene.gateway()
                    .sendRaw("GET " + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + key
                            + "\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("\"bad_request\"") && answer.contains("invalid_request_error"), answer);
        }
        assertTrue(scene.model().received().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND", "get"})
    void otherMethodsAreRefused(String method) {
        String answer = scene.gateway()
                .sendRaw(method
                        + " /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + scene.key() + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
        assertTrue(answer.contains("\"method_not_allowed\""), answer);
        assertTrue(answer.contains("Allow: GET, HEAD, POST, PUT, PATCH, DELETE"), answer);
        assertTrue(scene.model().received().isEmpty());
    }
}
