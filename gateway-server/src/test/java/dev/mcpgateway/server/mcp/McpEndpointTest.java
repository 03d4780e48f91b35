package dev.mcpgateway.server.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpEndpointTest {
    private static final byte[] PING =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no Origin and a loopback Host | '' | localhost:8001 | 501",
                "a loopback Origin | http://localhost:3000 | localhost:8001 | 501",
                "an IPv6 loopback Origin | http://[::1]:3000 | [::1]:8001 | 501",
                "an allowed Origin | https://App.example.com | localhost:8001 | 501",
                "an Origin of an allowed host | https://gateway.example.com | gateway.example.com | 501",
                "any other Origin | https://evil.example.com | localhost:8001 | 403",
                "an Origin that only begins like an allowed one | https://app.example.com.evil.example | localhost:8001 | 403",
                "the Origin null | null | localhost:8001 | 403",
                "a rebound Host | '' | evil.example.com | 403",
                "a rebound Host with a loopback Origin | http://localhost | evil.example.com | 403",
                "no Host | '' | '' | 403"
            })
    void pagesOfOtherOriginsAndReboundHostsAreRefusedOnLoopback(String rule, String origin, String host, int status) {
        McpEndpoint endpoint = new McpEndpoint(
                () -> new OriginPolicy(List.of("https://app.example.com"), List.of("gateway.example.com"), true));

        assertEquals(status, endpoint.handle(request("POST", origin, host)).status(), rule);
    }

    @Test
    void onAllAddressesHostIsCheckedForPagesAlone() {
        McpEndpoint endpoint =
                new McpEndpoint(() -> new OriginPolicy(List.of(), List.of("gateway.example.com"), false));

        assertEquals(501, endpoint.handle(request("POST", "", "10.0.0.5:8001")).status());
        assertEquals(
                403,
                endpoint.handle(request("POST", "http://localhost", "evil.example.com"))
                        .status());
    }

    @Test
    void anAllowedPageIsToldThatItMayReadTheAnswer() {
        McpEndpoint endpoint = new McpEndpoint(() -> new OriginPolicy(List.of(), List.of(), true));
        Response answer = endpoint.handle(request("OPTIONS", "http://localhost:3000", "localhost"));

        assertEquals(204, answer.status());
        assertEquals(
                "http://localhost:3000",
                answer.headers().get("Access-Control-Allow-Origin").orElseThrow());
    }

    private static Request request(String method, String origin, String host) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!origin.isEmpty()) {
            headers.put("Origin", origin);
        }
        if (!host.isEmpty()) {
            headers.put("Host", host);
        }
        return Request.of(method, "/mcp", headers, PING);
    }
}
