package dev.mcpgateway.server.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.alerts.Receiver.Received;
import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.net.Resolver;
import dev.mcpgateway.server.testing.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhooksIT {
    private static final Secret SECRET = Secret.of("whsec_for_tests");
    private static final String BODY = "{\"state\":\"firing\",\"key_name\":\"caf\u00e9\"}";
    private static final List<Duration> PAUSES = Collections.nCopies(4, Duration.ofMillis(1));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T12:00:00Z"));

    @Test
    void aReportIsPostedWithASignatureThatFitsItsTimestampAndBody() throws Exception {
        try (Receiver receiver = Receiver.start();
                Webhooks webhooks = webhooks(true)) {
            webhooks.send(delivery(receiver.url("hooks.example.com")));
            Received received = receiver.take();
            assertEquals("POST /hook?a=b HTTP/1.1", received.requestLine());
            assertEquals(BODY, received.body());
            assertEquals(
                    "hooks.example.com:" + receiver.port(), received.headers().get("Host"));
            assertEquals("application/json", received.headers().get("Content-Type"));
            assertEquals("1772625600", received.headers().get("X-MCP-Timestamp"));
            assertEquals(signature("1772625600." + BODY), received.headers().get("X-MCP-Signature"));
        }
    }

    @Test
    void whatIsNotTakenIsTriedFiveTimesInAll() throws Exception {
        String no = "HTTP/1.1 500 Internal Server Error\r\n\r\n";
        try (Receiver receiver =
                        Receiver.start(no, no, "HTTP/1.1 302 Found\r\nLocation: /other\r\n\r\n", "junk\r\n", no, no);
                Webhooks webhooks = webhooks(true)) {
            webhooks.send(delivery(receiver.url("localhost")));
            for (int i = 0; i < 5; i++) {
                assertEquals("POST /hook?a=b HTTP/1.1", receiver.take().requestLine());
            }
            webhooks.send(delivery(receiver.url("localhost").replace("hook", "next")));
            assertEquals("POST /next?a=b HTTP/1.1", receiver.take().requestLine());
        }
    }

    @Test
    void whatIsTakenIsNotSentAgain() throws Exception {
        try (Receiver receiver = Receiver.start(
                        "HTTP/1.1 503 Busy\r\n\r\n",
                        "HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 202 Accepted\r\n\r\n");
                Webhooks webhooks = webhooks(true)) {
            webhooks.send(delivery(receiver.url("localhost")));
            receiver.take();
            receiver.take();
            webhooks.send(delivery(receiver.url("localhost").replace("hook", "next")));
            assertEquals("POST /next?a=b HTTP/1.1", receiver.take().requestLine());
        }
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotTriedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch unwanted = new CountDownLatch(1);
        try (Receiver receiver = Receiver.start("HTTP/1.1 500 No\r\n\r\n");
                Webhooks webhooks = webhooks(true)) {
            webhooks.send(new Delivery(
                    "a report",
                    HttpUrl.parse(receiver.url("localhost")),
                    SECRET,
                    BODY,
                    () -> {
                        boolean isFirst = asked.incrementAndGet() == 1;
                        if (!isFirst) {
                            unwanted.countDown();
                        }
                        return isFirst;
                    },
                    () -> {}));
            receiver.take();
            assertTrue(unwanted.await(20, TimeUnit.SECONDS));
            assertEquals(0, receiver.waiting());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fd00::1", "64:ff9b::10.0.0.1"})
    void aHostWhoseAddressIsPrivateIsNotConnectedTo(String address) throws Exception {
        try (HttpPost post = post(host -> new InetAddress[] {AddressRange.address(address)}, false)) {
            assertThrows(
                    AddressRefusedException.class,
                    () -> post.send(HttpUrl.parse("http://hooks.example.com/"), Map.of(), new byte[0]));
        }
    }

    @Test
    void theConnectionIsMadeToTheAddressThatWasLookedAtAndTheNameIsLookedUpOnce() throws Exception {
        List<String> lookedUp = new ArrayList<>();
        try (Receiver receiver = Receiver.start();
                HttpPost post = post(
                        host -> {
                            lookedUp.add(host);
                            return new InetAddress[] {InetAddress.getLoopbackAddress()};
                        },
                        true)) {
            // The system knows no such host: whoever asked it again would fail.
            assertEquals(204, post.send(HttpUrl.parse(receiver.url("nowhere.invalid")), Map.of(), new byte[0]));
            assertEquals(List.of("nowhere.invalid"), lookedUp);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "SSH-2.0-x\r\n", "HTTP/2 200\r\n", "HTTP/1.1 100 Continue\r\n\r\n"})
    void anAnswerThatDoesNotComeOrIsNoneEndsTheExchange(String answer) throws Exception {
        try (Receiver receiver = Receiver.start(answer);
                HttpPost post = new HttpPost(
                        host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        () -> true,
                        Duration.ofMillis(300))) {
            assertThrows(
                    IOException.class,
                    () -> post.send(HttpUrl.parse(receiver.url("localhost")), Map.of(), new byte[0]));
        }
    }

    @Test
    void aReceiverThatHasNoTrustedCertificateGetsNothing() throws Exception {
        try (Receiver receiver = Receiver.start();
                HttpPost post = post(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, true)) {
            HttpUrl url = HttpUrl.parse("https://hooks.example.com:" + receiver.port() + "/");
            assertThrows(IOException.class, () -> post.send(url, Map.of(), new byte[0]));
            assertEquals(0, receiver.waiting());
        }
    }

    private Webhooks webhooks(boolean allowPrivate) {
        return new Webhooks(
                post(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, allowPrivate), clock, PAUSES);
    }

    private static HttpPost post(Resolver resolver, boolean allowPrivate) {
        return new HttpPost(resolver, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), () -> allowPrivate);
    }

    private static Delivery delivery(String url) {
        return new Delivery("a report", HttpUrl.parse(url), SECRET, BODY, () -> true, () -> {});
    }

    private static String signature(String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }
}
