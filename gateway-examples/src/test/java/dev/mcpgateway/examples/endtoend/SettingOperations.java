package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.HealthStatus;
import dev.mcpgateway.client.model.SystemHealth;
import dev.mcpgateway.client.model.Telemetry;
import dev.mcpgateway.client.model.TelemetrySettings;
import org.junit.jupiter.api.Test;

/** The operations on settings, and those that say how the gateway is. */
interface SettingOperations extends GatewayUnderTest {

    @Test
    default void theEnkryptKeyIsShownMasked() {
        assertTrue(
                client().setEnkryptApiKey(Secret.of("enkrypt-key-of-the-test")).configured());

        String shown = client().getEnkryptApiKey().apiKey();

        assertNotNull(shown);
        assertNotEquals("enkrypt-key-of-the-test", shown);
        assertTrue(client().getEnkryptApiKey().configured());
    }

    @Test
    default void telemetryKeepsWhatIsNotChanged() {
        client().configureTelemetry(TelemetrySettings.builder()
                .enabled(true)
                .url("http://collector.example.com:4317")
                .insecure(true)
                .build());

        Telemetry changed = client().configureTelemetry(
                        TelemetrySettings.builder().enabled(false).build());

        assertFalse(changed.enabled());
        assertEquals("http://collector.example.com:4317", changed.url());
        assertEquals(changed, client().getTelemetry());
    }

    @Test
    default void theGatewaySaysHowItIs() {
        assertFalse(client().health().version().isBlank());
        SystemHealth health = client().systemHealth();
        assertEquals(HealthStatus.HEALTHY, health.status());
        assertEquals(client().listUsers().size(), health.statistics().totalUsers());
        assertTrue(client().metrics().contains("# TYPE "), "the metrics are in Prometheus' text format");
        assertTrue(String.valueOf(client().openApiDocument().toMap().get("openapi"))
                .startsWith("3.1"));
    }
}
