package dev.mcpgateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.StrictJson;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that were made, used, replaced and ended are in no file of the gateway's, and in no answer but the one that shows each. */
class KeysOnDiskIT {
    private static final String ADMIN_KEY = "an admin key of the test's own, long enough";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path home;

    private final List<String> keys = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private URI gateway = URI.create("http://localhost");

    @Test
    void noKeyIsOnTheDiskOrInAnAnswerThatDoesNotShowItOnPurpose() throws Exception {
        Path config = home.resolve("config.json");
        Files.writeString(config, "{\"admin_apikey\": \"" + ADMIN_KEY + "\"}");
        try (GatewayServer server = GatewayServer.start(ServerOptions.of(config))) {
            gateway = server.url();
            server.newUserKey().map(Secret::reveal).ifPresent(keys::add);
            useKeys();
        }
        try (GatewayServer again = GatewayServer.start(ServerOptions.of(config))) {
            gateway = again.url();
            expect(200, call("GET", "/api/v1/api-keys/me", "", keys.get(keys.size() - 1)));
            for (String path : List.of("/api/v1/api-keys", "/api/v1/users", "/api/v1/system/health", "/metrics")) {
                expect(200, call("GET", path, "", ADMIN_KEY));
            }
        }

        assertEquals(5, keys.size());
        for (String key : keys) {
            for (String answer : answers) {
                assertFalse(answer.contains(key), () -> "an answer shows a key: " + answer);
            }
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertFalse(content(file).contains(key), () -> file + " has a key");
                }
            }
        }
        assertTrue(Files.exists(home.resolve("exports/backup.json")));
    }

    private void useKeys() throws Exception {
        expect(201, admin("POST", "/api/v1/projects", Map.of("project_name", "p")));
        expect(201, admin("POST", "/api/v1/users", Map.of("email", "a@example.com")));
        expect(200, admin("POST", "/api/v1/projects/p/users", Map.of("email", "a@example.com")));
        shown(admin("POST", "/api/v1/users/a@example.com/api-keys", Map.of("project_name", "p", "name", "n")));
        shown(admin(
                "POST",
                "/api/v1/users/a@example.com/api-keys",
                Map.of("project_name", "p", "key_prefix", "mcp_sk", "metadata", Map.of("team", "t"))));
        String first = keys.get(0);
        String second = keys.get(1);
        expect(200, call("GET", "/api/v1/api-keys/me", "", first));
        expect(400, call("POST", "/mcp/" + first, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}", ""));
        expect(404, call("GET", "/api/v1/configs/" + second, "", first));
        expect(404, call("GET", "/api/v1/configs/" + second, "", ADMIN_KEY));
        expect(400, call("POST", "/api/v1/api-keys/rotate", "{\"" + second + "\": 1}", ADMIN_KEY));
        shown(admin("POST", "/api/v1/api-keys/rotate", Map.of("api_key", first, "grace_period_seconds", 60)));
        shown(admin("POST", "/api/v1/api-keys/" + second + "/regenerate", Map.of()));
        expect(200, admin("POST", "/api/v1/api-keys/" + first + "/revoke", Map.of()));
        expect(200, admin("POST", "/api/v1/api-keys/verify", Map.of("api_key", second)));
        expect(200, call("GET", "/api/v1/api-keys/" + keys.get(2) + "/usage", "", ADMIN_KEY));
        expect(200, admin("POST", "/api/v1/system/backup", Map.of("output_file", "backup.json")));
        expect(200, admin("POST", "/api/v1/system/backup", Map.of()));
        expect(200, admin("POST", "/api/v1/projects/p/export", Map.of()));
        expect(200, admin("POST", "/api/v1/system/restore", Map.of("input_file", "backup.json")));
        shown(admin(
                "POST", "/api/v1/users/a@example.com/api-keys", Map.of("project_name", "p", "client_token", "once")));
    }

    private void shown(HttpResponse<String> answer) throws Exception {
        assertTrue(answer.statusCode() < 300, answer.body());
        JsonNode data = StrictJson.mapper().readTree(answer.body()).get("data");
        String key = data.get("api_key").asText();
        answers.add(answer.body().replace(key, "shown"));
        keys.add(key);
    }

    private void expect(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        answers.add(answer.body());
    }

    private HttpResponse<String> admin(String method, String path, Map<String, ?> body) throws Exception {
        return call(method, path, StrictJson.mapper().writeValueAsString(body), ADMIN_KEY);
    }

    private HttpResponse<String> call(String method, String path, String body, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String content(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        boolean isZipped = bytes.length > 1 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
        if (!isZipped) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
