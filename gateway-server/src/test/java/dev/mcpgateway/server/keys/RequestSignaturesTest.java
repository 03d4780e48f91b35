package dev.mcpgateway.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures here were made with Python's hmac and hashlib. */
class RequestSignaturesTest {

    private static final Secret KEY = Secret.of("mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw");
    private static final String BODY = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
    private static final String NONCE = "0123456789abcdef";
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final String V1 = "bb9804e4aa9fb88a602b733667ecabbc763043af8146693b44618a987c95c996";
    private static final String V2 = "4e4e23dd498c8c7259c9288bae3a05f26205d19b47d19cd0e0697b50b922a607";
    private static final String V2_IN_PATH = "56058c67c5a52a1235beb6b09a3283974a9d79a0b9ec9dd79f6a62d0ba806da2";

    private final SettableClock clock = new SettableClock(NOW);
    private final RequestSignatures signatures = new RequestSignatures(clock::instant, new NanoClock());
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    @Test
    void aRequestOfTheFirstVersionPassesOnce() {
        signV1();

        check(BODY);
        assertEquals(KeyRefusal.REPLAYED_REQUEST, refusal(BODY));
    }

    @Test
    void theFirstVersionMayBeNamed() {
        signV1();
        header("X-MCP-Signature-Version", "1");

        check(BODY);
    }

    @Test
    void aRequestOfTheSecondVersionPassesOnce() {
        signV2();

        check(BODY);
        assertEquals(KeyRefusal.REPLAYED_REQUEST, refusal(BODY));
    }

    @Test
    void whatIsSignedIsThePathAsSent() {
        signV2();
        header("X-MCP-Signature", V2_IN_PATH);

        signatures.check(
                "key_1",
                KEY,
                true,
                new SignedRequest(
                        "POST",
                        "/mcp/" + KEY.reveal() + "?a=%2F&b=c%20d",
                        name -> headers.getOrDefault(name, List.of()),
                        SignedRequest.Body.of(BODY.getBytes(UTF_8))));
    }

    @Test
    void hexDigitsMayBeInEitherCase() {
        signV1();
        header("X-MCP-Signature", V1.toUpperCase(Locale.ROOT));

        check(BODY);
        header("X-MCP-Signature", V1);
        assertEquals(KeyRefusal.REPLAYED_REQUEST, refusal(BODY));
    }

    @Test
    void withoutASignatureAKeyThatNeedsNonePasses() {
        header("X-MCP-Timestamp", "1767225600");
        signatures.check("key_1", KEY, false, new SignedRequest("POST", "/mcp", name -> List.of(), () -> {
            throw new IOException("read for nothing");
        }));

        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(BODY));
    }

    @Test
    void aSignatureThatIsWrongFailsEvenWhereNoneIsNeeded() {
        signV1();

        KeyRefusedException refused = assertThrows(
                KeyRefusedException.class,
                () -> signatures.check("key_1", KEY, false, request("POST", "/mcp", BODY + " ")));
        assertEquals(KeyRefusal.INVALID_SIGNATURE, refused.refusal());
    }

    @ParameterizedTest
    @CsvSource({
        "X-MCP-Signature, ''",
        "X-MCP-Signature, 00",
        "X-MCP-Signature, zz25a3b33faa69a1cbbd64fb2a6a9a5b2cfc2cb0d8de3ef2ad26de5a8a0a3c48",
        "X-MCP-Signature-Version, ''",
        "X-MCP-Signature-Version, 3",
        "X-MCP-Signature-Version, v2",
        "X-MCP-Timestamp, ''",
        "X-MCP-Timestamp, 1767225601",
        "X-MCP-Timestamp, -1767225600",
        "X-MCP-Timestamp, 1767225600.0",
        "X-MCP-Timestamp, 1767225600000000",
        "X-MCP-Nonce, ''",
        "X-MCP-Nonce, 0123456789abcde",
        "X-MCP-Nonce, 0123456789abcdeX",
        "X-MCP-Nonce, 0123456789 abcdef",
        "X-MCP-Nonce, 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"
    })
    void anyOtherHeaderIsNoSignature(String name, String value) {
        signV2();
        header(name, value);

        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-MCP-Signature", "X-MCP-Signature-Version", "X-MCP-Timestamp", "X-MCP-Nonce"})
    void aHeaderThatIsThereTwiceIsNoSignature(String name) {
        signV2();
        headers.computeIfPresent(name, (same, values) -> List.of(values.get(0), values.get(0)));

        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-MCP-Signature-Version", "X-MCP-Timestamp", "X-MCP-Nonce"})
    void aHeaderThatIsMissingIsNoSignature(String name) {
        signV2();
        headers.remove(name);

        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(BODY));
    }

    @Test
    void theSecondVersionCoversMethodPathQueryAndBody() {
        signV2();

        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(request("PUT", "/mcp?a=1", BODY)));
        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(request("POST", "/mcp?a=2", BODY)));
        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(request("POST", "/mcp", BODY)));
        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(request("POST", "/mcp?a=1", BODY + "\n")));
        check(BODY);
    }

    @Test
    void aRequestThatFailedIsNotTakenForSeen() {
        signV2();
        refusal(BODY + "x");

        check(BODY);
    }

    @Test
    void anotherKeySignsDifferently() {
        signV1();

        KeyRefusedException refused = assertThrows(
                KeyRefusedException.class,
                () -> signatures.check("key_1", Secret.of("another"), true, request("POST", "/mcp?a=1", BODY)));
        assertEquals(KeyRefusal.INVALID_SIGNATURE, refused.refusal());
    }

    @Test
    void aSignatureThatIsRightIsRefusedOutsideItsTime() {
        signV1();
        clock.advance(Duration.ofSeconds(301));
        assertEquals(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, refusal(BODY));
        clock.advance(Duration.ofSeconds(-602));
        assertEquals(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, refusal(BODY));
        clock.advance(Duration.ofSeconds(1));
        assertDoesNotThrow(() -> check(BODY));
    }

    @Test
    void aWrongSignatureIsCalledSoWhateverItsTime() {
        signV1();
        clock.advance(Duration.ofDays(1));

        assertEquals(KeyRefusal.INVALID_SIGNATURE, refusal(BODY + "x"));
    }

    @Test
    void aBodyThatCannotBeReadIsNoRefusal() {
        signV1();
        SignedRequest request = new SignedRequest("POST", "/mcp", name -> headers.getOrDefault(name, List.of()), () -> {
            throw new IOException("gone");
        });

        assertThrows(UncheckedIOException.class, () -> signatures.check("key_1", KEY, true, request));
    }

    @Test
    void aRequestInALogShowsNoKey() {
        assertFalse(request("POST", "/mcp/" + KEY.reveal(), BODY).toString().contains(KEY.reveal()));
    }

    private void signV1() {
        header("X-MCP-Signature", V1);
        header("X-MCP-Timestamp", "1767225600");
    }

    private void signV2() {
        header("X-MCP-Signature", V2);
        header("X-MCP-Signature-Version", "2");
        header("X-MCP-Timestamp", "1767225600");
        header("X-MCP-Nonce", NONCE);
    }

    private void header(String name, String value) {
        headers.put(name, List.of(value));
    }

    private void check(String body) {
        signatures.check("key_1", KEY, true, request("POST", "/mcp?a=1", body));
    }

    private KeyRefusal refusal(String body) {
        return refusal(request("POST", "/mcp?a=1", body));
    }

    private KeyRefusal refusal(SignedRequest request) {
        return assertThrows(KeyRefusedException.class, () -> signatures.check("key_1", KEY, true, request))
                .refusal();
    }

    private SignedRequest request(String method, String target, String body) {
        return new SignedRequest(
                method,
                target,
                name -> headers.getOrDefault(name, List.of()),
                SignedRequest.Body.of(body.getBytes(UTF_8)));
    }
}
