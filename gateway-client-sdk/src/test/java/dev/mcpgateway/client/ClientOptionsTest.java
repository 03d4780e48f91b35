package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.testing.FakeTransport;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOptionsTest {
    private final FakeTransport gateway = new FakeTransport();

    @Test
    void whatIsNotSetStaysAndWhatIsSetTakesItsPlace() {
        RequestOptions below = RequestOptions.builder()
                .timeout(Duration.ofSeconds(1))
                .attemptTimeout(Duration.ofMillis(1))
                .retry(RetryPolicy.none())
                .requestId("below")
                .ifMatch("\"1\"")
                .header("X-One", "below")
                .header("X-Two", "below")
                .build();
        RequestOptions over = RequestOptions.builder()
                .timeout(Duration.ofSeconds(2))
                .header("x-one", "over")
                .build();
        RequestOptions merged = below.mergedWith(over);
        assertAll(
                () -> assertEquals(Duration.ofSeconds(2), merged.timeout()),
                () -> assertEquals(Duration.ofMillis(1), merged.attemptTimeout()),
                () -> assertEquals(RetryPolicy.none(), merged.retry()),
                () -> assertEquals("below", merged.requestId()),
                () -> assertEquals("\"1\"", merged.ifMatch()),
                () -> assertEquals("over", merged.headers().get("X-ONE")),
                () -> assertEquals(2, merged.headers().size()),
                () -> assertSame(below, below.mergedWith(RequestOptions.none())));
    }

    @Test
    void everySingleOptionWinsOverTheOneBelow() {
        RequestOptions below = RequestOptions.none();
        RequestOptions merged = below.mergedWith(RequestOptions.builder()
                .attemptTimeout(Duration.ofSeconds(3))
                .retry(RetryPolicy.standard().withMaxAttempts(9))
                .requestId("over")
                .ifMatch("*")
                .build());
        assertAll(
                () -> assertNull(merged.timeout()),
                () -> assertEquals(Duration.ofSeconds(3), merged.attemptTimeout()),
                () -> assertEquals(RetryPolicy.standard().withMaxAttempts(9), merged.retry()),
                () -> assertEquals("over", merged.requestId()),
                () -> assertEquals("*", merged.ifMatch()));
    }

    @Test
    void optionsOfADerivedClientDoNotReachTheOneItComesFrom() {
        gateway.on("removeServer").answer(200, "null");
        GatewayClient client = gateway.client();
        client.withOptions(RequestOptions.builder().header("X-Own", "1").build())
                .removeServer("c", "s");
        client.removeServer("c", "s");
        assertEquals("1", gateway.requests().get(0).headers().get("x-own"));
        assertNull(gateway.requests().get(1).headers().get("x-own"));
    }

    @Test
    void theAsynchronousClientHasTheSameOptions() {
        gateway.on("removeServer").answer(200, "null");
        RequestOptions own = RequestOptions.builder().header("X-Own", "1").build();
        gateway.client().withOptions(own).async().removeServer("c", "s").join();
        gateway.client().async().withOptions(own).removeServer("c", "s").join();
        gateway.requests()
                .forEach(request -> assertEquals("1", request.headers().get("x-own")));
        assertEquals(2, gateway.requests().size());
    }

    @Test
    void theEntityTagThatWasReadIsSentAndAnOutdatedOneIsAConflict() {
        gateway.on("deleteConfig").fail(412, ErrorCode.PRECONDITION_FAILED, "It has changed");
        ConflictException conflict = assertThrows(ConflictException.class, () -> gateway.client()
                .withOptions(RequestOptions.ifMatch("\"12\""))
                .deleteConfig("c"));
        assertEquals(412, conflict.status());
        assertEquals("\"12\"", gateway.requests().get(0).headers().get("If-Match"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"User-Agent", "user-agent", "USER-AGENT"})
    void anApplicationCanNameItselfInAnyCase(String name) {
        gateway.on("removeServer").answer(200, "null");
        gateway.client()
                .withOptions(RequestOptions.builder().header(name, "my-tool/1").build())
                .removeServer("c", "s");
        assertEquals("my-tool/1", gateway.requests().get(0).headers().get("User-Agent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "AUTHORIZATION",
                "Accept",
                "Host",
                "Content-Length",
                "Content-Type",
                "If-Match",
                "X-Request-Id",
                "Connection",
                "Transfer-Encoding",
                "Upgrade",
                "Expect",
                "",
                "a b",
                "a:b",
                "a\r\nb",
                "ä"
            })
    void fieldsThatTheClientSetsOrThatAreNoneAreRefused(String name) {
        GatewayConfigurationException refused =
                assertThrows(GatewayConfigurationException.class, () -> RequestOptions.builder()
                        .header(name, "planted-value"));
        assertFalse(refused.getMessage().contains("planted-value"));
        assertFalse(refused.getMessage().contains("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " planted",
                "planted ",
                "plan\nted",
                "plan\rted",
                "plan\u0000ted",
                "plänted",
                "plan\tted"
            })
    void valuesThatCannotBeSentAreRefusedWithoutBeingShown(String value) {
        assertAll(
                () -> assertRefused(() -> RequestOptions.builder().header("X-Own", value)),
                () -> assertRefused(() -> RequestOptions.builder().requestId(value)),
                () -> assertRefused(() -> RequestOptions.builder().ifMatch(value)),
                () -> assertRefused(() -> GatewayClient.builder().adminKey(value)),
                () -> assertRefused(() -> GatewayClient.create("http://localhost:1", value)));
    }

    private static void assertRefused(Executable executable) {
        GatewayConfigurationException refused = assertThrows(GatewayConfigurationException.class, executable);
        assertFalse(refused.getMessage().contains("plan"), refused.getMessage());
        assertTrue(refused.getMessage().contains("cannot be sent"), refused.getMessage());
    }

    @Test
    void timesThatAreNotPositiveAreRefused() {
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofNanos(-1)}) {
            assertAll(
                    () -> assertThrows(GatewayConfigurationException.class, () -> RequestOptions.builder()
                            .timeout(none)),
                    () -> assertThrows(GatewayConfigurationException.class, () -> RequestOptions.builder()
                            .attemptTimeout(none)),
                    () -> assertThrows(GatewayConfigurationException.class, () -> GatewayClient.builder()
                            .connectTimeout(none)));
        }
        assertThrows(GatewayConfigurationException.class, () -> GatewayClient.builder()
                .maxResponseBytes(0));
    }

    @Test
    void theBuildersOptionsAreTheClients() {
        gateway.on("getUser").reset();
        GatewayClient client = GatewayClient.builder()
                .transport(gateway)
                .clock(() -> 0)
                .timeout(Duration.ofSeconds(9))
                .retry(RetryPolicy.none())
                .options(RequestOptions.builder().header("X-Own", "1").build())
                .build();
        assertThrows(RuntimeException.class, () -> client.getUser("a"));
        assertEquals(1, gateway.requests().size());
        assertEquals(Duration.ofSeconds(9), gateway.requests().get(0).timeout());
        assertEquals("1", gateway.requests().get(0).headers().get("X-Own"));
    }

    @Test
    void whatIsSentByItselfIsAcceptTheIdTheAgentAndTheKey() {
        gateway.on("removeServer").answer(200, "null");
        gateway.client().removeServer("c", "s");
        Map<String, String> headers = gateway.requests().get(0).headers();
        assertEquals(Set.of("Accept", "Authorization", "User-Agent", "X-Request-Id"), headers.keySet());
        assertEquals("Bearer fake-admin-key", headers.get("Authorization"));
    }

    @Test
    void withoutAKeyNoneIsSent() {
        gateway.on("health").answer(200, "{\"version\":\"1\",\"config_path\":\"f\"}");
        GatewayClient.builder().transport(gateway).build().health();
        assertNull(gateway.requests().get(0).headers().get("Authorization"));
    }
}
