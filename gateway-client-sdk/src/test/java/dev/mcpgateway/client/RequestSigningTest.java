package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.api.ProjectCalls;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.fixture.Way;
import dev.mcpgateway.client.spi.RequestSigner;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.testing.FakeTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected signatures were made with {@code openssl dgst -sha256 -hmac}. */
class RequestSigningTest {
    private static final Secret KEY = Secret.of("mgw_0lExample0Key0For0Tests0Ex32pvqF");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private static final String NONCE = "nonce-0123456789";
    private static final byte[] BODY = "{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};
    private static final URI URL = URI.create("http://localhost:8001/mcp/a%2Fb?x=1&y=%C3%A9");

    private final RequestSigner signer = RequestSigner.v2(KEY, CLOCK, () -> NONCE);
    private final FakeTransport gateway = new FakeTransport();

    private String signature(String method, URI url, byte[] body) {
        return signature(signer, method, url, body);
    }

    private static String signature(RequestSigner by, String method, URI url, byte[] body) {
        return Objects.requireNonNull(by.sign(method, url, body).get("X-MCP-Signature"));
    }

    @Test
    void versionTwoCoversTimeNonceMethodPathQueryAndBody() {
        assertEquals(
                Map.of(
                        "X-MCP-Signature-Version",
                        "2",
                        "X-MCP-Timestamp",
                        "1700000000",
                        "X-MCP-Nonce",
                        NONCE,
                        "X-MCP-Signature",
                        "d00a4ccf67268a60b053317816af9a1768fa4837505c9c5e642eb1dc88ab66ee"),
                signer.sign("POST", URL, BODY));
        Clock later = Clock.offset(CLOCK, Duration.ofSeconds(1));
        Stream<String> others = Stream.of(
                signature("PUT", URL, BODY),
                signature("POST", URI.create("http://localhost:8001/mcp/a/b?x=1&y=%C3%A9"), BODY),
                signature("POST", URI.create("http://localhost:8001/mcp/a%2Fb?y=%C3%A9&x=1"), BODY),
                signature("POST", URL, NOTHING),
                signature(RequestSigner.v2(KEY, later, () -> NONCE), "POST", URL, BODY),
                signature(RequestSigner.v2(KEY, CLOCK, () -> NONCE + "0"), "POST", URL, BODY),
                signature(RequestSigner.v2(Secret.of("another"), CLOCK, () -> NONCE), "POST", URL, BODY));
        Set<String> all = new HashSet<>(others.toList());
        all.add(signature("POST", URL, BODY));
        assertEquals(8, all.size(), "each change gives another signature");
    }

    @Test
    void versionOneCoversTimeAndBody() {
        RequestSigner old = RequestSigner.v1(KEY, CLOCK);
        assertEquals(
                Map.of(
                        "X-MCP-Timestamp",
                        "1700000000",
                        "X-MCP-Signature",
                        "90b1e019d77b5ea5dcb9d35ec197e337fda1feed2a4d2e30513f4615cd2c8d2b"),
                old.sign("POST", URL, BODY));
        assertEquals(
                "42e8d8892aa7a7020a5ef1624f79e727779efb63e6c7a8e3db3871781531321b",
                signature(old, "GET", URL, NOTHING));
    }

    @Test
    void whatIsCoveredIsWhatStandsInTheRequestLine() {
        String root = "8d0cf41bfdcd9b0ee76f570cf9b857213908bbd0722059201f995e4f4c9fd197";
        for (String url :
                List.of("http://localhost", "http://localhost/", "http://localhost?", "http://localhost/#x")) {
            assertEquals(root, signature("GET", URI.create(url), NOTHING), url);
        }
        assertEquals(
                signature("GET", URI.create("http://localhost/%C3%A9?%C3%A9"), NOTHING),
                signature("GET", URI.create("http://localhost/é?é"), NOTHING));
    }

    @Test
    void noTwoNoncesOfItsOwnAreTheSame() {
        RequestSigner random = RequestSigner.v2(KEY);
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            nonces.add(random.sign("GET", URL, NOTHING).get("X-MCP-Nonce"));
        }
        assertEquals(1000, nonces.size());
        assertTrue(nonces.stream().allMatch(nonce -> nonce.matches("[0-9a-f]{32}")), nonces.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fifteen-letters", "with a space in it", "sixteen-letters-ä", "line-break-in-it\n"})
    void aNonceThatTheGatewayWouldNotTakeIsRefused(String nonce) {
        RequestSigner own = RequestSigner.v2(KEY, CLOCK, () -> nonce);
        assertThrows(GatewayConfigurationException.class, () -> own.sign("GET", URL, NOTHING));
    }

    @Test
    void aKeyThatCannotBeSentSignsNothingAndIsNotShown() {
        for (String unfit : List.of("", "pl4nted\nkey", "pl4nted-ключ")) {
            GatewayConfigurationException refused =
                    assertThrows(GatewayConfigurationException.class, () -> RequestSigner.v2(Secret.of(unfit)));
            assertFalse(refused.getMessage().contains("pl4nted"), refused.getMessage());
        }
    }

    @Test
    void aSignerDoesNotShowItsKey() {
        assertEquals("RequestSigner[v2]", signer.toString());
        assertEquals("RequestSigner[v1]", RequestSigner.v1(KEY).toString());
        assertFalse(signer.sign("POST", URL, BODY).toString().contains(KEY.reveal()));
    }

    @Test
    void aClientWithoutAKeyCannotSign() {
        GatewayClientBuilder keyless = GatewayClient.builder().signRequests();
        GatewayConfigurationException refused = assertThrows(GatewayConfigurationException.class, keyless::build);
        assertTrue(refused.getMessage().contains("userKey"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyAttemptIsSignedAnew(Way way) {
        gateway.on("getProject").reset();
        Deque<String> nonces = new ArrayDeque<>(List.of("the-first-nonce-", "the-second-nonce", "the-third--nonce"));
        GatewayClient client = GatewayClient.builder()
                .userKey(KEY)
                .signRequests(key -> RequestSigner.v2(key, CLOCK, nonces::removeFirst))
                .transport(gateway)
                .random(() -> 0)
                .build();

        assertThrows(GatewayException.class, () -> way.send(client, ProjectCalls.getProject("a/b")));

        List<TransportRequest> attempts = gateway.requests();
        assertEquals(3, attempts.size());
        Set<String> signatures = new HashSet<>();
        for (TransportRequest attempt : attempts) {
            String nonce = Objects.requireNonNull(attempt.headers().get("X-MCP-Nonce"));
            signatures.add(attempt.headers().get("X-MCP-Signature"));
            assertEquals(
                    signature(RequestSigner.v2(KEY, CLOCK, () -> nonce), "GET", attempt.uri(), NOTHING),
                    attempt.headers().get("X-MCP-Signature"));
        }
        assertEquals(3, signatures.size());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatAnInterceptorChangesIsCovered(Way way) {
        gateway.on("createProject").answer(201, "{\"project_id\":\"i\",\"project_name\":\"n\"}");
        URI moved = URI.create("http://elsewhere/below/api?x=1");
        GatewayClient client = GatewayClient.builder()
                .userKey(KEY.reveal())
                .signRequests(key -> RequestSigner.v2(key, CLOCK, () -> NONCE))
                .interceptor((request, next) -> next.send(new TransportRequest(
                        request.operation(),
                        request.method(),
                        request.pathTemplate(),
                        moved,
                        request.headers(),
                        BODY,
                        request.timeout(),
                        request.isWaitedFor())))
                .transport(gateway)
                .build();

        way.send(client, ProjectCalls.createProject("n"));

        TransportRequest sent = gateway.requests().get(0);
        assertEquals(signature("POST", moved, BODY), sent.headers().get("X-MCP-Signature"));
        assertEquals("Bearer " + KEY.reveal(), sent.headers().get("Authorization"));
    }

    @Test
    void anUnsignedClientSendsNoSignature() {
        gateway.on("backup").answer(200, "{}");
        gateway.client().backup();
        assertNull(gateway.requests().get(0).headers().get("X-MCP-Signature"));
    }
}
