package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.mcpgateway.client.api.ServerCalls;
import dev.mcpgateway.client.api.SystemCalls;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiResponseTest {
    private final FakeTransport gateway = new FakeTransport();

    @Test
    void everythingThatCameWithTheAnswerCanBeHad() {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("etag", List.of("\"12\""), "x-request-id", List.of("r-1")), (name, value) -> true);
        String body = "{\"message\":\"Done\",\"data\":{\"a\":1.50},\"timestamp\":\"2024-01-01T12:00:00.123456\"}";
        gateway.on("backup").respond(new TransportResponse(200, headers, body.getBytes(StandardCharsets.UTF_8)));
        var response = gateway.client().send(SystemCalls.backup());
        assertEquals("{\"a\":1.50}", response.value().json());
        assertEquals(200, response.status());
        assertEquals("Done", response.message());
        assertEquals(Instant.parse("2024-01-01T12:00:00.123456Z"), response.timestamp());
        assertEquals(Optional.of("\"12\""), response.etag());
        assertEquals(Optional.of("r-1"), response.requestId());
        assertEquals(1, response.attempts());
        assertEquals(
                "ApiResponse[status=200, message=Done, timestamp=2024-01-01T12:00:00.123456Z, attempts=1,"
                        + " value=JsonDocument[10 characters]]",
                response.toString());
    }

    @Test
    void whatOnlyConfirmsHasNoValue() {
        gateway.on("removeServer").answer(200, "null");
        var response = gateway.client().send(ServerCalls.removeServer("c", "s"));
        assertNull(response.value());
        assertEquals(Optional.empty(), response.etag());
        String sent = gateway.requests().get(0).headers().get("X-Request-Id");
        assertEquals(Optional.ofNullable(sent), response.requestId());
    }
}
