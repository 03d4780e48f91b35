package dev.mcpgateway.server.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.domain.AllowedCommands;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.FailureThrottle;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.KeyVerifier;
import dev.mcpgateway.server.keys.RateLimiter;
import dev.mcpgateway.server.keys.RequestSignatures;
import dev.mcpgateway.server.keys.StrongerHashes;
import dev.mcpgateway.server.mcp.relay.Relay;
import dev.mcpgateway.server.mcp.session.Sessions;
import dev.mcpgateway.server.mcp.session.Transports;
import dev.mcpgateway.server.mcp.upstream.Limits;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import dev.mcpgateway.server.mcp.upstream.WorkFolder;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import dev.mcpgateway.server.usage.UsageMeter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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
                "no Origin and a loopback Host | '' | localhost:8001 | 401",
                "a loopback Origin | http://localhost:3000 | localhost:8001 | 401",
                "an IPv6 loopback Origin | http://[::1]:3000 | [::1]:8001 | 401",
                "an allowed Origin | https://App.example.com | localhost:8001 | 401",
                "an Origin of an allowed host | https://gateway.example.com | gateway.example.com | 401",
                "any other Origin | https://evil.example.com | localhost:8001 | 403",
                "an Origin that only begins like an allowed one | https://app.example.com.evil.example | localhost:8001 | 403",
                "the Origin null | null | localhost:8001 | 403",
                "a rebound Host | '' | evil.example.com | 403",
                "a rebound Host with a loopback Origin | http://localhost | evil.example.com | 403",
                "no Host | '' | '' | 403"
            })
    void pagesOfOtherOriginsAndReboundHostsAreRefusedOnLoopback(String rule, String origin, String host, int status)
            throws InterruptedException {
        McpEndpoint endpoint =
                endpoint(new OriginPolicy(List.of("https://app.example.com"), List.of("gateway.example.com"), true));

        assertEquals(status, endpoint.handle(request("POST", origin, host)).status(), rule);
    }

    @Test
    void onAllAddressesHostIsCheckedForPagesAlone() throws InterruptedException {
        McpEndpoint endpoint = endpoint(new OriginPolicy(List.of(), List.of("gateway.example.com"), false));

        assertEquals(401, endpoint.handle(request("POST", "", "10.0.0.5:8001")).status());
        assertEquals(
                403,
                endpoint.handle(request("POST", "http://localhost", "evil.example.com"))
                        .status());
    }

    @Test
    void anAllowedPageIsToldThatItMayReadTheAnswer() throws InterruptedException {
        McpEndpoint endpoint = endpoint(new OriginPolicy(List.of(), List.of(), true));
        Response answer = endpoint.handle(request("OPTIONS", "http://localhost:3000", "localhost"));

        assertEquals(204, answer.status());
        assertEquals(
                "http://localhost:3000",
                answer.headers().get("Access-Control-Allow-Origin").orElseThrow());
    }

    private final SecureRandom random = new SecureRandom();
    private final VolatileChangeLog log = new VolatileChangeLog(GatewayState.EMPTY);
    private final WorkFolder folder = WorkFolder.temporary();
    private final UpstreamSupervisor servers = new UpstreamSupervisor(
            log,
            new UpstreamSupervisor.Options(
                    folder, "test", Map.of(), List.of(), new AllowedCommands(() -> null), () -> Limits.DEFAULT),
            Clock.systemUTC(),
            random);
    private @Nullable Sessions sessions;

    @AfterEach
    void close() {
        if (sessions != null) {
            sessions.close();
        }
        servers.close();
        folder.delete();
    }

    /** One that knows no key. */
    private McpEndpoint endpoint(OriginPolicy policy) {
        KeyHasher hasher = new KeyHasher(new Argon2Parameters(8, 1, 1), random);
        KeyVerifier verifier = new KeyVerifier(hasher, random);
        Clock clock = Clock.systemUTC();
        KeyAuthenticator authenticator = new KeyAuthenticator(
                verifier,
                new StrongerHashes(hasher, verifier, log),
                new RequestSignatures(clock::instant, System::nanoTime),
                new RateLimiter(System::nanoTime),
                new FailureThrottle(() -> FailureThrottle.DEFAULT_PER_MINUTE, System::nanoTime),
                clock::instant,
                () -> Plans.DEFAULT,
                keyId -> {});
        UsageMeter usage = new UsageMeter(clock);
        sessions = new Sessions(log, servers, authenticator, random);
        return new McpEndpoint(new McpEndpoint.Parts(
                () -> policy,
                new KeyDoor(
                        log::state,
                        authenticator,
                        () -> usage,
                        request -> request.peer().getAddress(),
                        () -> true),
                Optional::empty,
                new Transports(sessions, new Relay(), "test", () -> false),
                new McpMetrics(() -> 0, () -> 0)));
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
