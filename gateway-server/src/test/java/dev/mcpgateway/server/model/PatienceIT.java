package dev.mcpgateway.server.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.ByteStream;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.FailureThrottle;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.keys.KeyVerifier;
import dev.mcpgateway.server.keys.RateLimiter;
import dev.mcpgateway.server.keys.RequestSignatures;
import dev.mcpgateway.server.keys.StrongerHashes;
import dev.mcpgateway.server.mcp.session.KeyBound;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import dev.mcpgateway.server.testing.Eventually;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that take their time, with a patience that ends soon. */
@Timeout(120)
class PatienceIT {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ModelScene scene = new ModelScene();
    private final KeyHolder holder = holder();
    private final List<KeyBound> underWay = new CopyOnWriteArrayList<>();
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private final AtomicInteger placesGivenBack = new AtomicInteger();
    private ModelCalls calls = calls(100, LONG);

    @AfterEach
    void close() {
        calls.close();
        scene.close();
    }

    private ModelCalls calls(int mostToAServer, Duration patience) {
        return new ModelCalls(Dialer.ofSystem(() -> true), mostToAServer, patience, underWay::add, call -> {});
    }

    private void withOneConnection(Duration patience) {
        calls.close();
        calls = calls(1, patience);
    }

    private KeyHolder holder() {
        SecureRandom random = new SecureRandom();
        KeyHasher hasher = new KeyHasher(new Argon2Parameters(8, 1, 1), random);
        KeyVerifier verifier = new KeyVerifier(hasher, random);
        Clock clock = scene.gateway().clock();
        String key = scene.key();
        GatewayState state = scene.gateway().state();
        try (KeyAuthenticator authenticator = new KeyAuthenticator(
                verifier,
                new StrongerHashes(hasher, verifier, new VolatileChangeLog(state)),
                new RequestSignatures(clock::instant, System::nanoTime),
                new RateLimiter(System::nanoTime),
                new FailureThrottle(() -> FailureThrottle.DEFAULT_PER_MINUTE, System::nanoTime),
                clock::instant,
                () -> Plans.DEFAULT,
                keyId -> {})) {
            return authenticator.identify(state, Secret.of(key), InetAddress.getLoopbackAddress());
        }
    }

    private ModelVisit visit(Request request, Payload payload) {
        return new ModelVisit(
                request,
                payload,
                new Place(() -> placesGivenBack.incrementAndGet()),
                (status, isError) -> counted.add(status + (isError ? " error" : "")));
    }

    private ByteStream relayed(RawModel model, Patience patience, int bodyBytes) throws Exception {
        Request request = Request.of("POST", "/v1/files", Map.of(), new byte[bodyBytes]);
        try (Payload payload = new Payload(request, new SpoolRoom())) {
            payload.begin();
            return (ByteStream) new ModelRelay(calls, same -> {}, patience)
                    .relayed(
                            visit(request, payload),
                            holder,
                            new ModelUpstream(model.url(), null, null, null, Attributes.EMPTY),
                            new ModelPath("/files", null));
        }
    }

    private void late(RawModel model, Patience patience, int bodyBytes) {
        RefusedException late = assertThrows(RefusedException.class, () -> relayed(model, patience, bodyBytes));
        assertEquals(504, late.status());
        assertEquals("upstream_timeout", late.code());
    }

    @Test
    void aServerThatDoesNotAnswerIsA504() {
        try (RawModel model = new RawModel(RawModel::readHead)) {
            late(model, new Patience(LONG, LONG, SHORT, LONG, LONG), 10);
        }
    }

    @Test
    void aServerThatReadsNoBodyIsA504() {
        try (RawModel model = new RawModel(RawModel::readHead)) {
            late(model, new Patience(LONG, Duration.ofSeconds(1), LONG, LONG, LONG), 32 << 20);
        }
    }

    @Test
    void aStreamIsCountedOnceAndBeforeItsClientHasItsEnd() throws Exception {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
            RawModel.write(socket, "whole".substring(0, 4));
        })) {
            ByteStream answer = relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10);
            assertEquals(List.of(), counted);
            List<Integer> countedAtWrites = new ArrayList<>();
            answer.content().writeTo(new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int offset, int count) {
                    super.write(bytes, offset, count);
                    if (size() == 4) {
                        countedAtWrites.add(counted.size());
                    }
                }
            });
            answer.content().close();
            answer.content().close();
            assertEquals(List.of(1), countedAtWrites);
            assertEquals(List.of("200"), counted);
            assertEquals(1, placesGivenBack.get());
        }
    }

    @Test
    void anAnswerWhoseUsageCannotBeCountedIsClosedAllTheSame() throws Exception {
        withOneConnection(SHORT);
        try (RawModel model = answeringWithoutAnEnd()) {
            Request request = Request.of("GET", "/v1/files", Map.of(), new byte[0]);
            Payload payload = new Payload(request, new SpoolRoom());
            payload.begin();
            ModelVisit visit = new ModelVisit(
                    request, payload, new Place(() -> placesGivenBack.incrementAndGet()), (status, isError) -> {
                        throw new IllegalStateException("no room");
                    });
            ByteStream answer =
                    (ByteStream) new ModelRelay(calls, same -> {}, new Patience(LONG, LONG, LONG, LONG, LONG))
                            .relayed(
                                    visit,
                                    holder,
                                    new ModelUpstream(model.url(), null, null, null, Attributes.EMPTY),
                                    new ModelPath("/files", null));
            assertThrows(IllegalStateException.class, () -> answer.content().close());
            assertEquals(1, placesGivenBack.get());
            relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10)
                    .content()
                    .close();
        }
    }

    private static RawModel answeringWithoutAnEnd() {
        return new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
        });
    }

    @Test
    void whereNoConnectionGetsFreeTheGatewayIsOverloaded() throws Exception {
        withOneConnection(SHORT);
        try (RawModel model = answeringWithoutAnEnd()) {
            ByteStream first = relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10);
            RefusedException refused = assertThrows(
                    RefusedException.class, () -> relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10));
            assertEquals(503, refused.status());
            assertEquals("overloaded", refused.code());
            first.content().close();
            relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10)
                    .content()
                    .close();
        }
    }

    @Test
    void theWaitForAConnectionIsPartOfTheTimeForConnecting() throws Exception {
        withOneConnection(LONG);
        try (RawModel model = answeringWithoutAnEnd()) {
            ByteStream first = relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10);
            late(model, new Patience(SHORT, LONG, LONG, LONG, LONG), 10);
            first.content().close();
        }
    }

    @Test
    void aCallThatWaitsForAConnectionEndsWithItsKey() throws Exception {
        withOneConnection(LONG);
        try (RawModel model = answeringWithoutAnEnd()) {
            ByteStream first = relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10);
            CompletableFuture<Exception> second = CompletableFuture.supplyAsync(() -> assertThrows(
                    Exception.class, () -> relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 10)));
            Eventually.await("the second call waits", () -> underWay.size() == 2);
            underWay.get(1).keyEnded();
            assertEquals(KeyRefusedException.class, second.get().getClass());
            first.content().close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2_000})
    void whatAServerAnswersThatTakesNoMoreOfTheBodyIsHeard(long millis) throws Exception {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            pause(millis);
            RawModel.write(socket, "HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbusy\r\n0\r\n\r\n");
        })) {
            // More than is on its way between two sockets.
            ByteStream answer = relayed(model, new Patience(LONG, LONG, LONG, LONG, LONG), 32 << 20);
            assertEquals(429, answer.status());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            answer.content().writeTo(out);
            answer.content().close();
            assertEquals("busy", out.toString(StandardCharsets.UTF_8));
            assertEquals(List.of("429 error"), counted);
        }
    }

    @Test
    void anAnswerThatStopsIsCut() throws Exception {
        try (RawModel model = new RawModel(socket -> {
            RawModel.readHead(socket);
            RawModel.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
        })) {
            ByteStream answer = relayed(model, new Patience(LONG, LONG, LONG, Duration.ofSeconds(2), LONG), 10);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThrows(IOException.class, () -> answer.content().writeTo(out));
            answer.content().close();
            assertEquals("half", out.toString(StandardCharsets.UTF_8));
            assertEquals(List.of("200 error"), counted);
            assertEquals(1, placesGivenBack.get());
        }
    }

    @Test
    void inTheSilenceOfAStreamTheClientIsSentCommentsWhereALineBegins() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            for (String part : new String[] {"data: a\n", "\n", "data: ", "b\n\n"}) {
                exchange.getResponseBody().write(part.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                pause(300);
            }
            exchange.close();
        });
        server.start();
        try {
            Request request = Request.of("GET", "/v1/files", Map.of(), new byte[0]);
            Payload payload = new Payload(request, new SpoolRoom());
            payload.begin();
            ByteStream answer = (ByteStream) new ModelRelay(
                            calls, same -> {}, new Patience(LONG, LONG, LONG, LONG, Duration.ofMillis(50)))
                    .relayed(
                            visit(request, payload),
                            holder,
                            new ModelUpstream(
                                    "http://127.0.0.1:" + server.getAddress().getPort(),
                                    null,
                                    null,
                                    null,
                                    Attributes.EMPTY),
                            new ModelPath("/files", null));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            answer.content().writeTo(out);
            answer.content().close();
            String text = out.toString(StandardCharsets.UTF_8);
            assertTrue(text.contains("data: a\n:\n"), text);
            assertTrue(text.contains("data: b\n\n"), text);
            assertEquals("data: a\n\ndata: b\n\n", text.replace(":\n", ""));
        } finally {
            server.stop(0);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
