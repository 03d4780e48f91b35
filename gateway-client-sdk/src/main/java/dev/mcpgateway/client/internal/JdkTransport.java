package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http}, with threads that do not keep a program alive. */
public final class JdkTransport implements Transport {
    private static final String CLOSED = "the client was closed meanwhile";

    private final @Nullable ExecutorService executor;
    private final long maxResponseBytes;
    private final Map<Long, Runnable> underWay = new ConcurrentHashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private final AtomicLong lastExchange = new AtomicLong();
    /** Null once closed: the JDK closes the connections of a client that nobody refers to. */
    private volatile @Nullable HttpClient client;

    private JdkTransport(HttpClient client, @Nullable ExecutorService executor, long maxResponseBytes) {
        this.client = client;
        this.executor = executor;
        this.maxResponseBytes = maxResponseBytes;
    }

    /** A transport over a client that stays its owner's. */
    public static Transport over(HttpClient client, long maxResponseBytes) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new GatewayConfigurationException("the HTTP client follows redirects, and would carry the key along");
        }
        return new JdkTransport(client, null, maxResponseBytes);
    }

    /** A transport with a client of its own. */
    public static Transport create(boolean isTls, Duration connectTimeout, long maxResponseBytes) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "gateway-client-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor);
        if (!isTls) {
            // Without TLS, HTTP/2 costs every request an upgrade header.
            builder.version(HttpClient.Version.HTTP_1_1).sslContext(new NoTls()).sslParameters(new SSLParameters());
        }
        return new JdkTransport(builder.build(), executor, maxResponseBytes);
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        HttpClient open = client;
        if (open == null) {
            return CompletableFuture.failedFuture(new GatewayConfigurationException("the client is closed"));
        }
        HttpRequest prepared;
        try {
            prepared = prepare(request);
        } catch (IllegalArgumentException unfit) {
            // The JDK's message quotes the value.
            return CompletableFuture.failedFuture(
                    new GatewayConfigurationException("a header field that an interceptor has set cannot be sent"));
        }
        return request.isWaitedFor() ? exchangeHere(open, prepared, request.timeout()) : exchange(open, prepared);
    }

    private static HttpRequest prepare(TransportRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        byte[] body = request.body();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        builder.method(request.method(), publisher);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            builder.setHeader(header.getKey(), header.getValue());
        }
        return builder.build();
    }

    /**
     * On the calling thread: {@code sendAsync} hands every answer over to one more thread, which costs as much as the whole exchange. The time
     * is kept from outside, because a request's own timeout does not cover the body.
     */
    private CompletableFuture<TransportResponse> exchangeHere(HttpClient open, HttpRequest request, Duration timeout) {
        WaitingThread waiting = new WaitingThread();
        long number = begin(() -> waiting.abort(new IOException(CLOSED)));
        long deadline =
                deadlines.add(() -> waiting.abort(new HttpTimeoutException("no whole answer in time")), timeout);
        try {
            return CompletableFuture.completedFuture(response(open.send(request, bodies())));
        } catch (InterruptedException interrupt) {
            IOException reason = waiting.leaveInterrupted();
            return CompletableFuture.failedFuture(reason != null ? reason : interrupt);
        } catch (IOException | RuntimeException broken) {
            // An interrupt that meets the thread in a write, and not in its wait, closes the channel, which then is to
            // blame.
            IOException reason = waiting.leave();
            return CompletableFuture.failedFuture(reason != null ? reason : failure(broken));
        } finally {
            waiting.leave();
            deadlines.remove(deadline);
            underWay.remove(number);
        }
    }

    private CompletableFuture<TransportResponse> exchange(HttpClient open, HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange = open.sendAsync(request, bodies());
        CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
        long number = begin(() -> exchange.cancel(true));
        Futures.whenEnded(exchange, (response, failure) -> {
            underWay.remove(number);
            if (failure != null && client == null) {
                answer.completeExceptionally(new IOException(CLOSED));
            } else if (failure != null) {
                answer.completeExceptionally(failure(Futures.cause(failure)));
            } else if (response != null) {
                answer.complete(response(response));
            }
        });
        Futures.cancelWith(answer, exchange);
        return answer;
    }

    /** What an exchange failed with, as a transport says it. */
    private static Throwable failure(Throwable thrown) {
        if (thrown.getCause() instanceof ResponseTooLargeException ours) {
            return ours; // an exception of a kind that the JDK does not know comes inside one of its own
        }
        // So does the JDK fail when a field of the answer is none that it can read. A cancelled future has its own
        // exception.
        return thrown instanceof RuntimeException && !(thrown instanceof CancellationException)
                ? new IOException(
                        "java.net.http failed with " + thrown.getClass().getSimpleName(), thrown)
                : thrown;
    }

    /** Notes an exchange, and how {@link #close} ends it. */
    private long begin(Runnable abort) {
        long number = lastExchange.incrementAndGet();
        underWay.put(number, abort);
        if (client == null) {
            abort.run(); // it was closed before it could see this exchange
        }
        return number;
    }

    /** A body whose length the header says needs no watching; the JDK's own collector saves one more hand-over between threads. */
    private BodyHandler<byte[]> bodies() {
        return info -> {
            long length = info.headers().firstValueAsLong("content-length").orElse(Long.MAX_VALUE);
            boolean isBounded =
                    info.version() == HttpClient.Version.HTTP_1_1 && length >= 0 && length <= maxResponseBytes;
            return isBounded ? BodySubscribers.ofByteArray() : new BoundedBody(info.statusCode(), maxResponseBytes);
        };
    }

    private static TransportResponse response(HttpResponse<byte[]> response) {
        return new TransportResponse(response.statusCode(), response.headers(), response.body());
    }

    /** How many exchanges have begun and not ended. */
    int underWay() {
        return underWay.size();
    }

    @Override
    public void close() {
        client = null;
        underWay.values().forEach(Runnable::run);
        if (executor != null) {
            executor.shutdown();
        }
    }
}
