package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayResponseException;
import dev.mcpgateway.client.error.ServerException;
import dev.mcpgateway.client.fixture.CapturedLog;
import dev.mcpgateway.client.fixture.ManualTime;
import dev.mcpgateway.client.fixture.Way;
import dev.mcpgateway.client.spi.Attempt;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObservationTest {
    private static final String USER = "{\"user_id\":\"u\",\"email\":\"e\"}";

    private final FakeTransport gateway = new FakeTransport();
    private final ManualTime time = new ManualTime();
    private final List<Attempt> attempts = new ArrayList<>();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    /** A client of a gateway that takes 20 ms for every answer. */
    private GatewayClient client() {
        Transport slow = request -> {
            time.pass(Duration.ofMillis(20));
            return gateway.send(request);
        };
        return GatewayClient.builder()
                .transport(slow)
                .sleeper(time)
                .clock(time::now)
                .random(() -> 1)
                .observation(attempt -> {
                    throw new IllegalStateException("an observation of the application's is broken");
                })
                .observation(attempts::add)
                .build();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyAttemptIsToldOnceWithHowItEnded(Way way) {
        gateway.on("updateUser")
                .refuse()
                .fail(503, ErrorCode.OVERLOADED, "Busy")
                .answer(200, USER);
        way.send(client(), UserCalls.updateUser("a", "b"));
        assertEquals(3, log.warnings());
        assertEquals(List.of(1, 2, 3), attempts.stream().map(Attempt::number).toList());
        assertEquals(
                List.of(0, 503, 200), attempts.stream().map(Attempt::status).toList());
        assertEquals(
                List.of(false, false, true),
                attempts.stream().map(Attempt::isLast).toList());
        assertInstanceOf(GatewayConnectionException.class, attempts.get(0).failure());
        assertInstanceOf(ServerException.class, attempts.get(1).failure());
        assertNull(attempts.get(2).failure());
        for (Attempt attempt : attempts) {
            assertAll(
                    () -> assertEquals("updateUser", attempt.operation()),
                    () -> assertEquals("PUT", attempt.method()),
                    () -> assertEquals("/api/v1/users/{user_identifier}", attempt.pathTemplate()),
                    () -> assertEquals(Duration.ofMillis(20), attempt.duration()),
                    () -> assertEquals(attempts.get(0).requestId(), attempt.requestId()));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theLastAttemptHasTheExceptionThatTheCallThrows(Way way) {
        gateway.on("getUser").reset();
        GatewayException thrown =
                assertThrows(GatewayException.class, () -> way.send(client(), UserCalls.getUser("a")));
        assertEquals(3, attempts.size());
        assertSame(thrown, attempts.get(2).failure());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aSuccessThatIsNotTheGatewaysIsToldAsAFailureWithItsStatus(Way way) {
        gateway.on("getUser").respond(TransportResponse.json(200, "<html>"));
        GatewayException thrown =
                assertThrows(GatewayResponseException.class, () -> way.send(client(), UserCalls.getUser("a")));
        assertEquals(200, attempts.get(0).status());
        assertSame(thrown, attempts.get(0).failure());
        assertEquals(1, attempts.size());
    }
}
