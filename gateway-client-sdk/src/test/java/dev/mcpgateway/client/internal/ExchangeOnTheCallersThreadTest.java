package dev.mcpgateway.client.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.RetryPolicy;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayTimeoutException;
import dev.mcpgateway.client.spi.Transport;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The moments at which an interrupt can meet an exchange, each brought about by an HTTP client that stands in for the JDK's. */
@Timeout(60)
class ExchangeOnTheCallersThreadTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration AMPLE = Duration.ofSeconds(50);

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    private static GatewayClient client(Transport transport, Duration timeout) {
        return GatewayClient.builder()
                .transport(transport)
                .timeout(timeout)
                .retry(RetryPolicy.none())
                .build();
    }

    private static GatewayClient client(Exchanging exchanging, Duration timeout) {
        return client(Transport.over(new ScriptedClient(exchanging), 1000), timeout);
    }

    @SuppressWarnings("ThreadPriorityCheck") // the interrupt is to be there, and not to be consumed by a wait
    private static void untilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDeadlineThatMeetsTheThreadInAWriteIsATimeoutAndLeavesNoInterrupt() {
        GatewayClient client = client(
                () -> {
                    untilInterrupted();
                    throw new ClosedByInterruptException(); // as a channel does, which leaves the interrupt set
                },
                SHORT);
        assertThrows(GatewayTimeoutException.class, () -> client.createUser("a"));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aDeadlineThatMeetsTheEndOfTheExchangeLeavesNoInterrupt() {
        GatewayClient client = client(
                () -> {
                    untilInterrupted();
                    throw new IOException("broken at the same moment");
                },
                SHORT);
        assertThrows(GatewayTimeoutException.class, () -> client.createUser("a"));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptOfTheApplicationsThatMeetsTheDeadlinesIsNotLost() {
        GatewayClient client = client(
                () -> {
                    untilInterrupted();
                    Thread.interrupted(); // as a wait does that the first interrupt ends
                    Thread.currentThread().interrupt();
                    throw new InterruptedException();
                },
                SHORT);
        assertThrows(GatewayTimeoutException.class, () -> client.createUser("a"));
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptOfTheApplicationsAloneEndsTheCallAndIsKept() {
        GatewayClient client = client(
                () -> {
                    throw new InterruptedException();
                },
                AMPLE);
        GatewayConnectionException failure =
                assertThrows(GatewayConnectionException.class, () -> client.createUser("a"));
        assertTrue(failure.getMessage().contains("the thread was interrupted"), failure.getMessage());
        assertFalse(failure.isNeverSent());
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void aCloseWhileTheThreadIsInAWriteSaysThatTheClientWasClosedAndLeavesNoInterrupt() {
        AtomicReference<@Nullable GatewayClient> self = new AtomicReference<>();
        GatewayClient client = client(
                () -> {
                    GatewayClient closing = self.get();
                    if (closing != null) {
                        closing.close();
                    }
                    assertTrue(Thread.currentThread().isInterrupted());
                    throw new ClosedByInterruptException();
                },
                AMPLE);
        self.set(client);
        GatewayConnectionException failure =
                assertThrows(GatewayConnectionException.class, () -> client.createUser("a"));
        assertTrue(failure.getMessage().contains("the client was closed"), failure.getMessage());
        assertFalse(failure.isNeverSent());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void nothingIsUnderWayAfterAnExchangeThatThrew() {
        JdkTransport transport = (JdkTransport) Transport.over(
                new ScriptedClient(() -> {
                    throw new AssertionError("a fault of the HTTP client");
                }),
                1000);
        assertThrows(AssertionError.class, () -> client(transport, AMPLE).createUser("a"));
        assertEquals(0, transport.underWay());
    }

    /** What the HTTP client does in place of an exchange. */
    @FunctionalInterface
    private interface Exchanging {
        void run() throws IOException, InterruptedException;
    }

    private static final class ScriptedClient extends HttpClient {
        private final HttpClient real = HttpClient.newHttpClient();
        private final Exchanging exchanging;

        ScriptedClient(Exchanging exchanging) {
            this.exchanging = exchanging;
        }

        @Override
        public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
                throws IOException, InterruptedException {
            exchanging.run();
            throw new AssertionError("an exchange of this test does not end well");
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, HttpResponse.BodyHandler<T> handler) {
            throw new AssertionError("a synchronous call is made on the caller's thread");
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request,
                HttpResponse.BodyHandler<T> handler,
                HttpResponse.@Nullable PushPromiseHandler<T> push) {
            throw new AssertionError("a synchronous call is made on the caller's thread");
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }

        @Override
        public Redirect followRedirects() {
            return Redirect.NEVER;
        }

        @Override
        public Optional<CookieHandler> cookieHandler() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> connectTimeout() {
            return Optional.empty();
        }

        @Override
        public Optional<ProxySelector> proxy() {
            return Optional.empty();
        }

        @Override
        public SSLContext sslContext() {
            return real.sslContext();
        }

        @Override
        public SSLParameters sslParameters() {
            return real.sslParameters();
        }

        @Override
        public Optional<Authenticator> authenticator() {
            return Optional.empty();
        }

        @Override
        public Optional<Executor> executor() {
            return Optional.empty();
        }
    }
}
