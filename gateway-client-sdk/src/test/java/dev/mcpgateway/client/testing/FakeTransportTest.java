package dev.mcpgateway.client.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayTimeoutException;
import dev.mcpgateway.client.error.RateLimitedException;
import dev.mcpgateway.client.spi.TransportRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FakeTransportTest {
    private static final String USER = "{\"user_id\":\"%s\",\"email\":\"e\"}";

    private final FakeTransport gateway = new FakeTransport();
    private final GatewayClient client = gateway.client();

    @Test
    void answersComeInTheirOrderAndTheLastForEver() {
        gateway.on("createUser").answer(201, USER.formatted(1)).answer(201, USER.formatted(2));
        assertEquals("1", client.createUser("a").userId());
        assertEquals("2", client.createUser("a").userId());
        assertEquals("2", client.createUser("a").userId());
        assertEquals(3, gateway.requests("createUser").size());
        assertEquals(0, gateway.requests("getUser").size());
    }

    @Test
    void whatIsScriptedAfterTheLastHasAnsweredIsNext() {
        gateway.on("createUser").answer(201, USER.formatted(1));
        client.createUser("a");
        gateway.on("createUser").answer(201, USER.formatted(2));
        assertEquals("2", client.createUser("a").userId());
    }

    @Test
    void whatIsScriptedBeforeTheFirstHasAnsweredComesAfterIt() {
        gateway.on("createUser").answer(201, USER.formatted(1));
        gateway.on("createUser").answer(201, USER.formatted(2));
        assertEquals("1", client.createUser("a").userId());
        assertEquals("2", client.createUser("a").userId());
    }

    @Test
    void anOperationWithoutAScriptFailsTheTest() {
        AssertionError unscripted = assertThrows(AssertionError.class, () -> client.createUser("a"));
        assertEquals("no answer was scripted for createUser", unscripted.getMessage());
        assertInstanceOf(
                AssertionError.class,
                assertThrows(
                                CompletionException.class,
                                () -> client.async().createUser("a").join())
                        .getCause());
    }

    @Test
    void failuresAreTheOnesThatARealGatewayGives() {
        gateway.on("createUser").fail(409, ErrorCode.USER_ALREADY_EXISTS, "There is \"one\"");
        ConflictException conflict = assertThrows(ConflictException.class, () -> client.createUser("a"));
        assertEquals("There is \"one\"", conflict.detail());
        gateway.on("createUser").reset();
        assertThrows(GatewayConnectionException.class, () -> client.createUser("a"));
        gateway.on("createUser").hang();
        assertThrows(GatewayTimeoutException.class, () -> client.createUser("a"));
        gateway.on("createUser").rateLimit(Duration.ofSeconds(31));
        assertEquals(
                Duration.ofSeconds(31),
                assertThrows(RateLimitedException.class, () -> client.createUser("a"))
                        .retryAfter()
                        .orElseThrow());
    }

    @Test
    void aDelayMovesTheClientsClockAndOneThatIsTooLongIsATimeout() {
        gateway.on("updateUser")
                .delay(Duration.ofSeconds(20))
                .reset()
                .delay(Duration.ofSeconds(30))
                .answer(200, USER.formatted(1))
                .answer(200, USER.formatted(2));
        assertEquals("2", client.updateUser("a", "b").userId());
        assertEquals(
                List.of(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10).minusMillis(150)),
                gateway.requests().stream().map(TransportRequest::timeout).toList());
        assertEquals(List.of(Duration.ofMillis(50), Duration.ofMillis(100)), gateway.waits());
    }

    @Test
    void theBodyOfARequestCanBeRead() {
        gateway.on("createUser").answer(201, USER.formatted(1));
        gateway.on("deleteUser").answer(200, "null");
        client.createUser("ü@example.com");
        client.deleteUser("u");
        assertEquals(
                "{\"email\":\"ü@example.com\"}",
                FakeTransport.body(gateway.requests().get(0)));
        assertEquals("", FakeTransport.body(gateway.requests().get(1)));
    }
}
