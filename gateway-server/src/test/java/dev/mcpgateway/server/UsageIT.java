package dev.mcpgateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.usage.CountedKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keys are used for, and alerts on it, on a gateway with its file and real sockets. */
@Timeout(120)
class UsageIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final InetAddress HOME = AddressRange.address("198.51.100.7");

    private Path file;
    private GatewayServer server;
    private String adminKey = "";
    private String keyId = "";

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        file = directory.toRealPath().resolve("config.json");
        server = started();
        adminKey = JSON.readTree(Files.readString(file)).get("admin_apikey").asText();
        keyId = call("GET", "/api/v1/api-keys", null).at("/data/0/key_id").asText();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void usageIsShownAfterCallsAndAfterARestart() throws Exception {
        assertTrue(call("GET", "/api/v1/api-keys/" + keyId, null)
                .at("/data/last_used_at")
                .isNull());
        record(3, 1);
        assertUsed(4, 1);
        restart();
        assertUsed(4, 1);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(usageFile())));
        record(1, 0);
        assertUsed(5, 1);
    }

    @Test
    void aDamagedFileOfUsageIsAnEmptyStart() throws Exception {
        record(3, 1);
        server.close();
        byte[] content = Files.readAllBytes(usageFile());
        content[content.length / 2] ^= 1;
        Files.write(usageFile(), content);
        server = started();
        assertEquals(0, usage("24h").get("total_requests").asInt());
        record(1, 0);
        assertUsed(1, 0);
    }

    @Test
    void usageIsInNoBackup() throws Exception {
        record(3, 1);
        JsonNode backup = call("POST", "/api/v1/system/backup", "{}");
        assertFalse(backup.toString().contains("198.51.100.7"));
        assertFalse(backup.toString().contains("POST /mcp"));
    }

    @Test
    void usageOfAKeyThatIsGoneIsGone() throws Exception {
        record(3, 1);
        call("DELETE", "/api/v1/api-keys/" + keyId, null);
        restart();
        assertEquals(null, server.usage().meter().lastUse(keyId));
    }

    @Test
    void aWindowThatIsNoneIsRefusedWithThoseThereAre() throws Exception {
        JsonNode refused = call("GET", "/api/v1/api-keys/" + keyId + "/usage?window=2h", null);
        assertEquals("INVALID_REQUEST", refused.get("error").asText());
        assertEquals(
                "window: must be one of 1h, 24h, 7d, 30d", refused.get("detail").asText());
    }

    @Test
    void aWindowThatIsNoneIsRefusedBeforeTheKeyIsLookedFor() throws Exception {
        JsonNode refused = call("GET", "/api/v1/api-keys/key_none/usage?window=2h", null);
        assertEquals("INVALID_REQUEST", refused.get("error").asText());
    }

    @Test
    void anAlertFiresOnceTellsItsWebhookAndIsRememberedOverARestart() throws Exception {
        BlockingQueue<String[]> received = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            received.add(new String[] {
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("X-MCP-Timestamp"),
                exchange.getRequestHeaders().getFirst("X-MCP-Signature")
            });
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            JsonNode alert = call("POST", "/api/v1/api-keys/" + keyId + "/alerts", """
                            {"type": "auth_failures", "threshold": 2, "webhook_url": "http://127.0.0.1:%d/hook"}""".formatted(
                                    receiver.getAddress().getPort()))
                    .get("data");
            server.usage().meter().recordAuthFailure(keyId);
            server.usage().meter().recordAuthFailure(keyId);
            String[] report = received.poll(30, TimeUnit.SECONDS);
            assertNotEquals(null, report);
            assertEquals("firing", JSON.readTree(report[0]).get("state").asText());
            assertEquals(alert.get("alert_id"), JSON.readTree(report[0]).get("alert_id"));
            assertEquals(signature(alert.get("webhook_secret").asText(), report[1] + "." + report[0]), report[2]);
            JsonNode firing = call("GET", "/api/v1/alerts?state=firing", null).get("data");
            assertEquals(1, firing.size());
            assertEquals(alert.get("alert_id"), firing.at("/0/alert_id"));
            assertTrue(firing.at("/0/webhook_secret").isMissingNode());

            restart();
            assertEquals(
                    firing, call("GET", "/api/v1/alerts?state=firing", null).get("data"));
            assertEquals(null, received.poll(5, TimeUnit.SECONDS));
            assertEquals(
                    0, call("GET", "/api/v1/alerts?state=ok", null).get("data").size());
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void aWebhookOnAPrivateAddressIsRefusedUnlessTheOptionAllowsIt() throws Exception {
        server.close();
        server = GatewayServer.start(new ServerOptions(file, "127.0.0.1", 0, GivenSettings.NONE));
        for (String host : new String[] {"127.0.0.1", "localhost", "169.254.169.254", "[::1]", "[fd00::1]"}) {
            JsonNode refused = call(
                    "POST",
                    "/api/v1/api-keys/" + keyId + "/alerts",
                    "{\"type\": \"new_ip\", \"webhook_url\": \"http://" + host + "/hook\"}");
            assertTrue(refused.get("detail").asText().startsWith("webhook_url: "), refused::toString);
        }
    }

    @Test
    void aRotationHandsTheAlertsToTheNewKey() throws Exception {
        String alertId = call("POST", "/api/v1/api-keys/" + keyId + "/alerts", "{\"type\": \"unused\"}")
                .at("/data/alert_id")
                .asText();
        String newKey = call(
                        "POST",
                        "/api/v1/api-keys/rotate",
                        "{\"api_key\": \"" + keyId + "\", \"grace_period_seconds\": 60}")
                .at("/data/key_id")
                .asText();
        JsonNode all = call("GET", "/api/v1/alerts", null).get("data");
        assertEquals(1, all.size());
        assertEquals(alertId, all.at("/0/alert_id").asText());
        assertEquals(newKey, all.at("/0/key_id").asText());
        restart();
        assertEquals(all, call("GET", "/api/v1/alerts", null).get("data"));
    }

    private GatewayServer started() throws Exception {
        return GatewayServer.start(
                new ServerOptions(file, "127.0.0.1", 0, GivenSettings.NONE.withAllowPrivateWebhooks(true)));
    }

    private void restart() throws Exception {
        server.close();
        server = started();
    }

    private Path usageFile() {
        return Path.of(file + ".usage");
    }

    private void record(int good, int bad) {
        for (int i = 0; i < good + bad; i++) {
            server.usage().meter().record(new CountedKey(keyId), "POST /mcp", i < good ? 200 : 500, i >= good, HOME);
        }
    }

    private JsonNode usage(String window) throws Exception {
        return call("GET", "/api/v1/api-keys/" + keyId + "/usage?window=" + window, null)
                .get("data");
    }

    private void assertUsed(int count, int errors) throws Exception {
        JsonNode usage = usage("24h");
        assertEquals(count, usage.get("total_requests").asInt());
        assertEquals((double) errors / count, usage.get("error_rate").asDouble());
        assertEquals(24, usage.get("requests_per_hour").size());
        assertEquals("POST /mcp", usage.at("/endpoints/0/endpoint").asText());
        assertEquals(count, usage.at("/endpoints/0/count").asInt());
        assertEquals(errors, usage.at("/status_counts/500").asInt());
        assertEquals("198.51.100.7", usage.get("last_used_ip").asText());
        JsonNode key = call("GET", "/api/v1/api-keys/" + keyId, null).get("data");
        assertEquals(usage.get("last_used_at"), key.get("last_used_at"));
        assertEquals(usage.get("last_used_ip"), key.get("last_used_ip"));
        assertEquals(
                key.get("last_used_at"), call("GET", "/api/v1/api-keys", null).at("/data/0/last_used_at"));
    }

    private JsonNode call(String method, String target, @Nullable String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + target))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + adminKey)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static String signature(String secret, String message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }
}
