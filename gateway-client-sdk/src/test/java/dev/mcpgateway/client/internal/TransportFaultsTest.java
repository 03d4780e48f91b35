package dev.mcpgateway.client.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.GatewayClientBuilder;
import dev.mcpgateway.client.RequestOptions;
import dev.mcpgateway.client.RetryPolicy;
import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayResponseException;
import dev.mcpgateway.client.error.GatewayTimeoutException;
import dev.mcpgateway.client.error.UnexpectedStatusException;
import dev.mcpgateway.client.fixture.Way;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between two real sockets. After each test nothing is under way any more. */
@Timeout(60)
class TransportFaultsTest {
    private static final String USER = "{\"message\":\"OK\",\"data\":{\"user_id\":\"u\",\"email\":\"e\"}}";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final MockWebServer server = new MockWebServer();
    private final JdkTransport transport = (JdkTransport) JdkTransport.create(false, Duration.ofSeconds(5), 64 << 10);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void nothingIsLeft() {
        // A future ends a moment before its exchange is off the books.
        long end = System.nanoTime() + AMPLE.toNanos();
        while (transport.underWay() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(0, transport.underWay(), "exchanges under way");
        transport.close();
        server.close();
    }

    private GatewayClient client(Duration timeout) {
        return GatewayClient.builder()
                .baseUrl(server.url("/").toString())
                .adminKey("key")
                .transport(transport)
                .timeout(timeout)
                .retry(RetryPolicy.none())
                .build();
    }

    private void answer(MockResponse.Builder response) {
        server.enqueue(response.build());
    }

    private static MockResponse.Builder user() {
        return new MockResponse.Builder().code(200).body(USER);
    }

    private <E extends GatewayException> E failure(Class<E> type, Way way, Duration timeout) {
        return assertThrows(type, () -> way.send(client(timeout), UserCalls.createUser("a")));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aTransportOfAnHttpUrlMakesNoTlsConnection(Way way) {
        GatewayClient client = GatewayClient.builder()
                .baseUrl("https://localhost:" + server.getPort())
                .adminKey("key")
                .transport(transport)
                .timeout(AMPLE)
                .retry(RetryPolicy.none())
                .build();
        GatewayConnectionException failure =
                assertThrows(GatewayConnectionException.class, () -> way.send(client, UserCalls.createUser("a")));
        assertFalse(failure.isNeverSent());
        assertEquals(0, server.getRequestCount());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aResetBeforeTheAnswerIsABrokenExchangeThatMayHaveBeenDone(Way way) {
        answer(user().onResponseStart(new SocketEffect.CloseSocket()));
        GatewayConnectionException failure = failure(GatewayConnectionException.class, way, AMPLE);
        assertFalse(failure.isNeverSent());
        assertTrue(failure.getMessage().contains("whether it was done is not known"), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void halfABodyIsABrokenExchange(Way way) {
        answer(user().body("x".repeat(30_000)).onResponseBody(new SocketEffect.CloseSocket()));
        failure(GatewayConnectionException.class, way, AMPLE);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyShorterThanItWasSaidToBeIsABrokenExchange(Way way) {
        answer(user().setHeader("Content-Length", "5000").onResponseEnd(new SocketEffect.CloseSocket()));
        failure(GatewayConnectionException.class, way, AMPLE);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aChunkWhoseSizeIsNoNumberIsABrokenExchange(Way way) {
        answer(user().body("zz\r\nno chunk\r\n0\r\n\r\n")
                .removeHeader("Content-Length")
                .setHeader("Transfer-Encoding", "chunked")
                .onResponseEnd(new SocketEffect.CloseSocket()));
        failure(GatewayConnectionException.class, way, AMPLE);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aServerThatSaysNothingIsATimeout(Way way) {
        answer(user().onResponseStart(SocketEffect.Stall.INSTANCE));
        GatewayTimeoutException failure = failure(GatewayTimeoutException.class, way, SHORT);
        assertEquals(SHORT, failure.waited());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aStallInTheBodyIsATimeoutThoughTheHeadersWereThere(Way way) {
        answer(user().body("x".repeat(30_000)).onResponseBody(SocketEffect.Stall.INSTANCE));
        failure(GatewayTimeoutException.class, way, SHORT);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void headersThatComeTooLateAreATimeout(Way way) {
        answer(user().headersDelay(3, TimeUnit.SECONDS));
        failure(GatewayTimeoutException.class, way, SHORT);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyThatTricklesIsATimeout(Way way) {
        answer(user().throttleBody(1, 100, TimeUnit.MILLISECONDS));
        failure(GatewayTimeoutException.class, way, SHORT);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyOverTheLimitIsRefusedAndNamesTheLimit(Way way) {
        answer(user().body("x".repeat(200_000)));
        GatewayResponseException failure = failure(GatewayResponseException.class, way, AMPLE);
        assertEquals(200, failure.status());
        assertTrue(failure.getMessage().contains("more than 65536 bytes"), failure.getMessage());
        assertTrue(failure.getMessage().contains("maxResponseBytes"), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyOverTheLimitInChunksIsRefusedToo(Way way) {
        answer(user().chunkedBody("x".repeat(200_000), 1000));
        GatewayResponseException failure = failure(GatewayResponseException.class, way, AMPLE);
        assertTrue(failure.getMessage().contains("maxResponseBytes"), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyWhoseLengthIsSaidToBeLessThanNothingIsBoundedToo(Way way) {
        answer(user().chunkedBody("x".repeat(200_000), 1000).setHeader("Content-Length", "-1"));
        GatewayResponseException failure = failure(GatewayResponseException.class, way, AMPLE);
        assertTrue(failure.getMessage().contains("maxResponseBytes"), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aLengthThatIsNoNumberIsABrokenExchange(Way way) {
        answer(user().setHeader("Content-Length", "abc").onResponseEnd(new SocketEffect.CloseSocket()));
        failure(GatewayConnectionException.class, way, AMPLE);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aBodyOfTheLimitIsTaken(Way way) {
        answer(user().body(USER + " ".repeat((64 << 10) - USER.length())));
        assertEquals(
                "e", way.send(client(AMPLE), UserCalls.createUser("a")).value().email());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRedirectIsNotFollowed(Way way) {
        answer(new MockResponse.Builder().code(302).setHeader("Location", server.url("/elsewhere")));
        failure(UnexpectedStatusException.class, way, AMPLE);
        assertEquals(1, server.getRequestCount());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aCreationIsNotRepeatedAfterAReset(Way way) {
        answer(user().onResponseStart(new SocketEffect.CloseSocket()));
        answer(user());
        GatewayClient retrying = client(AMPLE)
                .withOptions(
                        RequestOptions.builder().retry(RetryPolicy.standard()).build());
        assertThrows(GatewayConnectionException.class, () -> way.send(retrying, UserCalls.createUser("a")));
        assertEquals(1, server.getRequestCount());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aCreationIsNotRepeatedAfterAResetOfAConnectionThatWasUsedBefore(Way way) {
        answer(user());
        answer(user().onResponseStart(new SocketEffect.CloseSocket()));
        answer(user());
        GatewayClient retrying = client(AMPLE)
                .withOptions(
                        RequestOptions.builder().retry(RetryPolicy.standard()).build());
        way.send(retrying, UserCalls.createUser("a"));
        assertThrows(GatewayConnectionException.class, () -> way.send(retrying, UserCalls.createUser("a")));
        assertEquals(2, server.getRequestCount());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aChangeIsRepeatedAfterAReset(Way way) {
        answer(user().onResponseStart(new SocketEffect.CloseSocket()));
        answer(user().onResponseStart(new SocketEffect.CloseSocket()));
        answer(user());
        GatewayClient retrying = client(AMPLE)
                .withOptions(RequestOptions.builder()
                        .retry(RetryPolicy.standard().withMaxAttempts(4))
                        .build());
        assertEquals(
                "e", way.send(retrying, UserCalls.updateUser("a", "e")).value().email());
        assertEquals(3, server.getRequestCount());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aPortWhereNobodyListensIsAConnectionThatWasNeverMade(Way way) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port;
        GatewayClient nobody = GatewayClient.builder()
                .baseUrl(url)
                .transport(transport)
                .retry(RetryPolicy.none())
                .build();
        GatewayConnectionException failure =
                assertThrows(GatewayConnectionException.class, () -> way.send(nobody, UserCalls.createUser("a")));
        assertTrue(failure.isNeverSent());
        assertTrue(failure.getMessage().contains("no connection to " + url), failure.getMessage());
        assertTrue(failure.getMessage().contains("is the gateway running there?"), failure.getMessage());
    }

    @Test
    void aNameThatIsNobodysIsAConnectionThatWasNeverMade() {
        GatewayClient nobody = GatewayClient.builder()
                .baseUrl("http://nobody.invalid")
                .transport(transport)
                .retry(RetryPolicy.none())
                .build();
        assertTrue(assertThrows(GatewayConnectionException.class, () -> nobody.createUser("a"))
                .isNeverSent());
    }

    @Test
    void aServerThatDoesNotAcceptIsAConnectTimeoutAfterWhichACreationMayBeMadeAgain() throws IOException {
        try (ServerSocket full = new ServerSocket()) {
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            List<Socket> waiting =
                    IntStream.range(0, 8).mapToObj(i -> knock(full)).toList();
            GatewayClientBuilder builder = GatewayClient.builder()
                    .baseUrl("http://127.0.0.1:" + full.getLocalPort())
                    .connectTimeout(Duration.ofMillis(100))
                    .retry(RetryPolicy.none());
            try (GatewayClient client = builder.build()) {
                GatewayConnectionException failure =
                        assertThrows(GatewayConnectionException.class, () -> client.createUser("a"));
                assertTrue(failure.isNeverSent());
            }
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Takes a place in the backlog; the connection may not come about. */
    private static Socket knock(ServerSocket server) {
        Socket socket = new Socket();
        try {
            socket.connect(server.getLocalSocketAddress(), 50);
        } catch (IOException full) {
            assertNotNull(full);
        }
        return socket;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void overHttpTheRequestIsOfVersionOneWithoutAnUpgrade(Way way) throws Exception {
        answer(user());
        way.send(client(AMPLE), UserCalls.createUser("ü"));
        RecordedRequest request = server.takeRequest();
        assertEquals("POST /api/v1/users HTTP/1.1", request.getRequestLine());
        assertNull(request.getHeaders().get("Upgrade"));
        assertNull(request.getHeaders().get("HTTP2-Settings"));
        assertEquals("Bearer key", request.getHeaders().get("Authorization"));
        assertEquals(
                "{\"email\":\"ü\"}",
                String.valueOf(
                        request.getBody() == null ? "" : request.getBody().utf8()));
    }

    @Test
    void aHundredCallsAtATimeGetEachItsOwnAnswer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                String user = path.substring(path.lastIndexOf('/') + 1);
                return user().body("{\"message\":\"\",\"data\":{\"user_id\":\"" + user + "\",\"email\":\"e\"}}")
                        .build();
            }
        });
        GatewayClient client = client(AMPLE);
        List<CompletableFuture<UserName>> users = IntStream.range(0, 100)
                .mapToObj(i -> client.async().updateUser("user-" + i, "e"))
                .toList();
        for (int i = 0; i < 100; i++) {
            assertEquals("user-" + i, users.get(i).join().userId());
        }
        List<String> waited = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> client.updateUser("user-" + i, "e").userId())
                .toList();
        assertEquals(IntStream.range(0, 100).mapToObj(i -> "user-" + i).toList(), waited);
    }

    /** A server that takes one request, answers with the start of a body, and tells when its peer has gone. */
    private static final class HalfAnswer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final CountDownLatch isUnderWay = new CountDownLatch(1);
        private final CompletableFuture<Boolean> isGone = new CompletableFuture<>();

        HalfAnswer() throws IOException {
            Thread thread = new Thread(this::serve, "half-answer");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try (Socket peer = socket.accept()) {
                InputStream in = peer.getInputStream();
                byte[] buffer = new byte[8192];
                assertTrue(in.read(buffer) > 0);
                peer.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"message\""
                                .getBytes(StandardCharsets.US_ASCII));
                isUnderWay.countDown();
                int read = 0;
                while (read >= 0) {
                    read = in.read(buffer);
                }
                isGone.complete(true);
            } catch (SocketException reset) {
                isGone.complete(true);
            } catch (IOException failure) {
                isGone.completeExceptionally(failure);
            }
        }

        GatewayClientBuilder client() {
            return GatewayClient.builder()
                    .baseUrl("http://127.0.0.1:" + socket.getLocalPort())
                    .retry(RetryPolicy.none());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void cancellingAFutureClosesItsConnection() throws Exception {
        try (HalfAnswer half = new HalfAnswer();
                GatewayClient client = half.client().transport(transport).build()) {
            CompletableFuture<UserName> user = client.async().createUser("a");
            assertTrue(half.isUnderWay.await(20, TimeUnit.SECONDS));
            user.cancel(true);
            assertTrue(half.isGone.get(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aTimeoutClosesTheConnection(Way way) throws Exception {
        try (HalfAnswer half = new HalfAnswer();
                GatewayClient client =
                        half.client().transport(transport).timeout(SHORT).build()) {
            assertThrows(GatewayTimeoutException.class, () -> way.send(client, UserCalls.createUser("a")));
            assertFalse(Thread.currentThread().isInterrupted());
            assertTrue(half.isGone.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void closingTheClientEndsTheCallsUnderWay() throws Exception {
        try (HalfAnswer half = new HalfAnswer()) {
            GatewayClient client = half.client().build();
            CompletableFuture<UserName> user = client.async().createUser("a");
            assertTrue(half.isUnderWay.await(20, TimeUnit.SECONDS));
            client.close();
            ExecutionException failure = assertThrows(ExecutionException.class, () -> user.get(20, TimeUnit.SECONDS));
            assertInstanceOf(GatewayException.class, failure.getCause());
            assertTrue(half.isGone.get(20, TimeUnit.SECONDS));
            assertInstanceOf(
                    GatewayConfigurationException.class,
                    assertThrows(
                                    CompletionException.class,
                                    () -> client.async().createUser("a").join())
                            .getCause());
        }
    }

    @Test
    void closingTheClientEndsAWaitingCallAndLeavesNoInterrupt() throws Exception {
        try (HalfAnswer half = new HalfAnswer()) {
            GatewayClient client = half.client().transport(transport).build();
            CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller = waiting(client, thrown, isInterrupted);
            assertTrue(half.isUnderWay.await(20, TimeUnit.SECONDS));
            client.close();
            assertInstanceOf(GatewayConnectionException.class, thrown.get(20, TimeUnit.SECONDS));
            assertFalse(isInterrupted.get(20, TimeUnit.SECONDS));
            assertTrue(half.isGone.get(20, TimeUnit.SECONDS));
            caller.join();
        }
    }

    @Test
    void anInterruptEndsAWaitingCallAndIsKeptAndClosesTheConnection() throws Exception {
        try (HalfAnswer half = new HalfAnswer();
                GatewayClient client = half.client().transport(transport).build()) {
            CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread caller = waiting(client, thrown, isInterrupted);
            assertTrue(half.isUnderWay.await(20, TimeUnit.SECONDS));
            caller.interrupt();
            Throwable failure = thrown.get(20, TimeUnit.SECONDS);
            assertFalse(
                    assertInstanceOf(GatewayConnectionException.class, failure).isNeverSent());
            assertTrue(isInterrupted.get(20, TimeUnit.SECONDS));
            assertTrue(half.isGone.get(20, TimeUnit.SECONDS));
            caller.join();
        }
    }

    /** A thread in a call, which tells what the call threw and whether it left the thread interrupted. */
    private static Thread waiting(
            GatewayClient client, CompletableFuture<Throwable> thrown, CompletableFuture<Boolean> isInterrupted) {
        Thread caller = new Thread(() -> {
            Throwable failure = assertThrows(Throwable.class, () -> client.createUser("a"));
            isInterrupted.complete(Thread.currentThread().isInterrupted());
            thrown.complete(failure);
        });
        caller.setDaemon(true);
        caller.start();
        return caller;
    }

    @Test
    void aClientOfTheApplicationsOwnIsUsedAndNotClosed() {
        answer(user());
        answer(user());
        HttpClient own =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < 2; i++) {
            try (GatewayClient client = GatewayClient.builder()
                    .baseUrl(server.url("/").toString())
                    .transport(Transport.over(own, 1000))
                    .build()) {
                assertEquals("e", client.createUser("a").email());
            }
        }
    }

    @Test
    void theClientsThreadsAreDaemons() {
        answer(user());
        client(AMPLE).createUser("a");
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gateway-client-")
                        || thread.getName().startsWith("HttpClient-"))
                .toList();
        assertFalse(threads.isEmpty());
        assertTrue(threads.stream().allMatch(Thread::isDaemon), threads.toString());
    }
}
