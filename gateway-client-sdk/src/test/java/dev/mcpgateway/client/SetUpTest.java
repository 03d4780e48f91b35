package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.testing.FakeTransport;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetUpTest {
    private final FakeTransport gateway = new FakeTransport();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "http://gw:8001, http://gw:8001/metrics",
        "http://gw:8001/, http://gw:8001/metrics",
        "HTTPS://gw.example.com/behind/it//, https://gw.example.com/behind/it/metrics",
        "' http://[::1]:8001 ', http://[::1]:8001/metrics",
        "http://gw, http://gw/metrics"
    })
    void pathsArePutBehindTheBaseUrl(String baseUrl, String expected) {
        gateway.on("metrics").answer(200, "null");
        GatewayClient.builder().transport(gateway).baseUrl(baseUrl).build().metrics();
        assertEquals(expected, gateway.requests().get(0).uri().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8001",
                "gateway",
                "ftp://gw",
                "http:///path",
                "http:gw",
                "http://user:planted@gw",
                "http://gw?key=planted",
                "http://gw#planted",
                "http://gw/%zz-planted",
                "http://gw:99999",
                "http://gw:0",
                "file:/planted"
            })
    void whatIsNoBaseUrlIsRefusedWithoutBeingQuoted(String url) {
        GatewayConfigurationException refused =
                assertThrows(GatewayConfigurationException.class, () -> GatewayClient.builder()
                        .baseUrl(url));
        assertTrue(refused.getMessage().contains("the base URL"), refused.getMessage());
        assertFalse(refused.getMessage().contains("planted"), refused.getMessage());
    }

    @Test
    void theEnvironmentsFirstKeyIsTaken() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "of-the-file\n");
        assertEquals(
                "Bearer first",
                authorization(Map.of(
                        "GATEWAY_ADMIN_KEY", "first",
                        "GATEWAY_ADMIN_KEY_FILE", file.toString(),
                        "ADMIN_API_KEY", "third")));
        assertEquals(
                "Bearer of-the-file",
                authorization(Map.of("GATEWAY_ADMIN_KEY_FILE", file.toString(), "ADMIN_API_KEY", "third")));
        assertEquals("Bearer third", authorization(Map.of("GATEWAY_ADMIN_KEY", " ", "ADMIN_API_KEY", "third")));
    }

    private String authorization(Map<String, String> environment) {
        gateway.on("metrics").answer(200, "null");
        GatewayClient.builder()
                .transport(gateway)
                .environment(environment)
                .build()
                .metrics();
        var requests = gateway.requests();
        return String.valueOf(requests.get(requests.size() - 1).headers().get("Authorization"));
    }

    @Test
    void theEnvironmentsUrlIsTaken() {
        gateway.on("metrics").answer(200, "null");
        GatewayClient.builder()
                .transport(gateway)
                .environment(Map.of("GATEWAY_BASE_URL", "http://elsewhere:9", "GATEWAY_ADMIN_KEY", "k"))
                .build()
                .metrics();
        assertEquals(
                "http://elsewhere:9/metrics", gateway.requests().get(0).uri().toString());
    }

    @Test
    void withoutAnyKeyTheEnvironmentIsRefusedAndTheMessageSaysWhatToSet() {
        GatewayConfigurationException refused =
                assertThrows(GatewayConfigurationException.class, () -> GatewayClient.builder()
                        .environment(Map.of()));
        assertTrue(refused.getMessage().contains("GATEWAY_ADMIN_KEY"), refused.getMessage());
    }

    @Test
    void aKeyFileThatIsNoneIsNamedInTheMessage() throws IOException {
        Path missing = folder.resolve("missing");
        Path large = Files.write(folder.resolve("large"), new byte[70_000]);
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path broken =
                Files.write(folder.resolve("broken"), new byte[] {(byte) 0xff, 'p', 'l', 'a', 'n', 't', 'e', 'd'});
        for (Path file : new Path[] {missing, large, empty, broken, folder}) {
            GatewayConfigurationException refused = assertThrows(
                    GatewayConfigurationException.class,
                    () -> GatewayClient.builder().environment(Map.of("GATEWAY_ADMIN_KEY_FILE", file.toString())),
                    file.toString());
            assertFalse(refused.getMessage().contains("planted"), refused.getMessage());
        }
        GatewayConfigurationException unreadable =
                assertThrows(GatewayConfigurationException.class, () -> GatewayClient.builder()
                        .environment(Map.of("GATEWAY_ADMIN_KEY_FILE", missing.toString())));
        assertTrue(unreadable.getMessage().contains(missing.toString()), unreadable.getMessage());
    }

    @Test
    void aKeyThatWasPutWhereItsFileBelongsIsNotShown() {
        GatewayConfigurationException refused =
                assertThrows(GatewayConfigurationException.class, () -> GatewayClient.builder()
                        .environment(Map.of("GATEWAY_ADMIN_KEY_FILE", "mgw_admin_planted")));

        assertFalse(refused.getMessage().contains("planted"), refused.getMessage());
        assertNull(refused.getCause());
    }

    @Test
    void anHttpClientThatFollowsRedirectsIsRefused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThrows(GatewayConfigurationException.class, () -> Transport.over(following, 1));
    }
}
