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
    private final @Nullable ExecutorService executor;
    private final long maxResponseBytes;
    private final Map<Long, Future<?>> underWay = new ConcurrentHashMap<>();
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
            // Without TLS, HTTP/2 costs every request an upgrade header, and the default context a load of all root
            // certificates.
            builder.version(HttpClient.Version.HTTP_1_1).sslContext(trustingNobody());
        }
        return new JdkTransport(builder.build(), executor, maxResponseBytes);
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        HttpClient open = client;
        if (open == null) {
            return CompletableFuture.failedFuture(new GatewayConfigurationException("the client is closed"));
        }
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        byte[] body = request.body();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        builder.method(request.method(), publisher);
        try {
            request.headers().forEach(builder::setHeader);
        } catch (IllegalArgumentException unfit) {
            // The JDK's message quotes the value.
            return CompletableFuture.failedFuture(
                    new GatewayConfigurationException("a header field that an interceptor has set cannot be sent"));
        }
        CompletableFuture<HttpResponse<byte[]>> exchange =
                open.sendAsync(builder.build(), info -> new BoundedBody(info.statusCode(), maxResponseBytes));
        CompletableFuture<TransportResponse> answer = new CompletableFuture<>();
        long number = lastExchange.incrementAndGet();
        underWay.put(number, exchange);
        Futures.whenEnded(exchange, (response, failure) -> {
            underWay.remove(number);
            if (failure != null && client == null) {
                answer.completeExceptionally(new IOException("the client was closed meanwhile"));
            } else if (failure != null) {
                answer.completeExceptionally(Futures.cause(failure));
            } else if (response != null) {
                answer.complete(new TransportResponse(response.statusCode(), response.headers(), response.body()));
            }
        });
        Futures.cancelWith(answer, exchange);
        if (client == null) {
            exchange.cancel(true); // it was closed before it could see this exchange
        }
        return answer;
    }

    /** How many exchanges have begun and not ended. */
    int underWay() {
        return underWay.size();
    }

    @Override
    public void close() {
        client = null;
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
