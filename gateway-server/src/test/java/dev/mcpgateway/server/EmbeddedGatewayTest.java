package dev.mcpgateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class EmbeddedGatewayTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void oneLineGivesAWholeGatewayWithTheDefaultState() throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
            HttpResponse<String> answer = post(gateway, "/api/v1/configs/default_config/validate", "");

            assertEquals(200, answer.statusCode(), answer.body());
        }
    }

    @Test
    void gatewaysDoNotShareAnything() throws Exception {
        try (EmbeddedGateway one = EmbeddedGateway.start();
                EmbeddedGateway other = EmbeddedGateway.start()) {
            assertNotEquals(one.url(), other.url());
            assertNotEquals(one.adminKey(), other.adminKey());
            assertEquals(
                    201,
                    post(one, "/api/v1/users", "{\"email\":\"a@example.com\"}").statusCode());
            assertEquals(
                    201,
                    post(other, "/api/v1/users", "{\"email\":\"a@example.com\"}")
                            .statusCode());
        }
    }

    @Test
    void itsFilesAreInMemoryAndAResetGivesANewAdminKey() throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
            String before = gateway.adminKey();
            HttpResponse<String> answer = post(gateway, "/api/v1/system/reset", "{\"confirm\":true}");

            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains(gateway.adminKey()), "the answer shows the new key");
            assertNotEquals(before, gateway.adminKey());
        }
    }

    @Test
    void afterCloseNothingListens() {
        EmbeddedGateway gateway = EmbeddedGateway.start();
        gateway.close();

        assertThrows(IOException.class, () -> post(gateway, "/health", ""));
    }

    private static HttpResponse<String> post(EmbeddedGateway gateway, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(gateway.url().resolve(path))
                        .header("Authorization", "Bearer " + gateway.adminKey())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
