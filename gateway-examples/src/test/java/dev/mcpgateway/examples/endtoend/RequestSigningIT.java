package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.UsageWindow;
import dev.mcpgateway.client.spi.RequestSigner;
import dev.mcpgateway.server.EmbeddedGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A key that requires signatures: the client's signatures open the gateway, and none that was altered, is old or was seen does. */
class RequestSigningIT {
    private static final String CONFIG = "Team tools / 50% + é";
    private static final String PROJECT = "signed";
    private static final String USER = "signer@example.com";
    private static final byte[] BODY = json("initialized");
    private static final byte[] OTHER_BODY = json("cancelled");

    private static EmbeddedGateway gateway;
    private static GatewayClient admin;
    private static Secret key;
    private static URI mcp;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        gateway = EmbeddedGateway.start();
        admin = Gateways.client(gateway);
        admin.createConfig(CONFIG);
        admin.createProject(PROJECT);
        admin.assignConfig(PROJECT, CONFIG);
        admin.createUser(USER);
        admin.addUserToProject(PROJECT, USER);
        key = admin.generateApiKey(
                        USER,
                        PROJECT,
                        KeySettings.builder().requireSignature(true).build())
                .apiKey();
        mcp = gateway.url().resolve("/mcp?of=client");
    }

    @AfterAll
    static void stop() {
        admin.close();
        gateway.close();
    }

    private static byte[] json(String notification) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/%s\"}"
                .formatted(notification)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static GatewayClient signing(Function<Secret, RequestSigner> signer) {
        return Gateways.holder(gateway, key).signRequests(signer).build();
    }

    @Test
    void aSigningClientIsLetInWhateverIsInPathAndQuery() {
        try (GatewayClient holder = Gateways.holder(gateway, key).signRequests().build()) {
            assertTrue(holder.whoAmI().requireSignature());
            assertEquals(CONFIG, holder.getConfig(CONFIG).mcpConfigName());
            assertEquals(1, holder.listConfigs(new PageRequest(7, null)).items().size());
            assertEquals("1h", holder.getOwnApiKeyUsage(UsageWindow.LAST_HOUR).window());
            assertEquals(CONFIG, holder.async().getConfig(CONFIG).join().mcpConfigName());
            assertThrows(NotFoundException.class, () -> holder.getProject("%2F?x=1&é;/.. #"));
        }
    }

    @Test
    void aClientThatDoesNotSignIsRefusedForItsSignature() {
        try (GatewayClient holder = Gateways.holder(gateway, key).build()) {
            assertRefused("The request signature is missing or wrong", holder::whoAmI);
        }
    }

    @Test
    void aSignatureByAnotherKeyIsWrong() {
        try (GatewayClient holder = signing(own -> RequestSigner.v2(Secret.of(own.reveal() + "x")))) {
            assertRefused("The request signature is missing or wrong", holder::whoAmI);
        }
    }

    @Test
    void aNonceThatWasSeenIsAReplay() {
        try (GatewayClient holder =
                signing(own -> RequestSigner.v2(own, Clock.systemUTC(), () -> "one-nonce-for-all"))) {
            holder.whoAmI();
            assertRefused("The signed request was received before", holder::whoAmI);
            assertRefused("The signed request was received before", () -> holder.getConfig(CONFIG));
        }
    }

    @Test
    void aSignatureOfAnotherTimeIsRefused() {
        for (long minutes : new long[] {-10, 10}) {
            Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
            try (GatewayClient second =
                            signing(own -> RequestSigner.v2(own, wrong, () -> "a-nonce-of-mine-" + minutes));
                    GatewayClient first = signing(own -> RequestSigner.v1(own, wrong))) {
                assertRefused("The timestamp of the signature is more than 300 seconds away", second::whoAmI);
                assertRefused("The timestamp of the signature is more than 300 seconds away", first::whoAmI);
            }
        }
    }

    @Test
    void versionOneIsLetInOnceASecondForWhatHasNoBody() {
        Clock now = Clock.fixed(
                Clock.systemUTC().instant().plusSeconds(30), Clock.systemUTC().getZone());
        try (GatewayClient holder = signing(own -> RequestSigner.v1(own, now))) {
            assertTrue(holder.whoAmI().requireSignature());
            assertRefused("The signed request was received before", holder::whoAmI);
        }
    }

    @Test
    void anOwnRequestPassesOnceAndOnlyAsItWasSigned() throws Exception {
        RequestSigner signer = RequestSigner.v2(key);
        Map<String, String> signed = signer.sign("POST", mcp, BODY);
        assertRefused("invalid_signature", post(Map.of(), mcp, BODY));
        assertRefused("invalid_signature", post(signed, mcp, OTHER_BODY));
        assertRefused("invalid_signature", post(signed, gateway.url().resolve("/mcp?of=another"), BODY));
        assertRefused("invalid_signature", post(signed, gateway.url().resolve("/mcp"), BODY));
        assertRefused("invalid_signature", post(signer.sign("PUT", mcp, BODY), mcp, BODY));
        assertNotEquals(401, post(signed, mcp, BODY).statusCode());
        assertRefused("replayed_request", post(signed, mcp, BODY));
        assertNotEquals(401, post(signer.sign("POST", mcp, BODY), mcp, BODY).statusCode());
    }

    @Test
    void versionOneCoversTheBodyOfAnOwnRequest() throws Exception {
        Map<String, String> signed = RequestSigner.v1(key).sign("POST", mcp, BODY);
        assertRefused("invalid_signature", post(signed, mcp, OTHER_BODY));
        assertNotEquals(401, post(signed, mcp, BODY).statusCode());
        assertRefused("replayed_request", post(signed, mcp, BODY));
    }

    private HttpResponse<String> post(Map<String, String> signature, URI uri, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + key.reveal())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofByteArray(body));
        signature.forEach(request::setHeader);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertRefused(String code, HttpResponse<String> answer) {
        assertEquals(401, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains(code), answer::body);
    }

    private static void assertRefused(String detail, Runnable call) {
        AuthenticationException refused = assertThrows(AuthenticationException.class, call::run);
        assertEquals(AuthenticationException.Reason.SIGNATURE, refused.reason());
        assertTrue(refused.detail().startsWith(detail), refused::detail);
        assertEquals(1, refused.attempts(), "it is not tried again");
    }
}
