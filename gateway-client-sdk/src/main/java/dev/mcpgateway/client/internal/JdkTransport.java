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
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http}, with threads that do not keep a program alive. */
public final class JdkTransport implements Transport {
    private final HttpClient client;
    private final @Nullable ExecutorService executor;
    private final long maxResponseBytes;
    private final Map<Long, Future<?>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong lastExchange = new AtomicLong();
    private volatile boolean isClosed;

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
            // Without TLS, HTTP/2 costs every request an upgrade header, and the default context a load of all root
            // certificates.
            builder.version(HttpClient.Version.HTTP_1_1).sslContext(trustingNobody());
        }
        return new JdkTransport(builder.build(), executor, maxResponseBytes);
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        if (isClosed) {
            return CompletableFuture.failedFuture(new GatewayConfigurationException("the client is closed"));
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        byte[] body = request.body();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        builder.method(request.method(), publisher);
        request.headers().forEach(builder::setHeader);
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(builder.build(), info -> new BoundedBody(info.statusCode(), maxResponseBytes));
        CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
        long number = lastExchange.incrementAndGet();
        underWay.put(number, exchange);
        Futures.whenEnded(exchange, (response, failure) -> {
            underWay.remove(number);
            if (failure != null && isClosed) {
                answer.completeExceptionally(new IOException("the client was closed meanwhile"));
            } else if (failure != null) {
                answer.completeExceptionally(Futures.cause(failure));
            } else if (response != null) {
                answer.complete(new TransportResponse(response.statusCode(), response.headers(), response.body()));
            }
        });
        Futures.cancelWith(answer, exchange);
        return answer;
    }

    @Override
    public void close() {
        isClosed = true;
        underWay.values().forEach(exchange -> exchange.cancel(true));
        if (executor != null) {
            executor.shutdown();
        }
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException unavailable) {
            throw new GatewayConfigurationException("this JDK has no TLS", unavailable);
        }
    }
}
