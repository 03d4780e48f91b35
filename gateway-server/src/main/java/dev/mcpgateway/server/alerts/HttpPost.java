package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.PublicAddress;
import dev.mcpgateway.server.net.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts to somebody's URL. The connection is made to the very address that was found to be a public one: a name that is looked up
 * a second time may mean another. No redirect is followed, for the same reason, and no proxy is used. Ten seconds after its
 * start an exchange is ended, however busy it looks.
 */
final class HttpPost implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MOST_ADDRESSES = 3;
    private static final int CONNECT_MILLIS = 3_000;

    private final Resolver resolver;
    private final Supplier<SSLSocketFactory> tls;
    private final BooleanSupplier allowPrivate;
    private final Duration deadline;
    private final ScheduledThreadPoolExecutor timer;

    HttpPost(Resolver resolver, Supplier<SSLSocketFactory> tls, BooleanSupplier allowPrivate) {
        this(resolver, tls, allowPrivate, DEADLINE);
    }

    HttpPost(Resolver resolver, Supplier<SSLSocketFactory> tls, BooleanSupplier allowPrivate, Duration deadline) {
        this.resolver = resolver;
        this.tls = tls;
        this.allowPrivate = allowPrivate;
        this.deadline = deadline;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gateway-webhook-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Posts, and gives the status of the answer.
     *
     * @throws AddressRefusedException when there is no address that may be connected to
     */
    int send(HttpUrl url, Map<String, String> headers, byte[] body) throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        List<InetAddress> addresses = permitted(url.host());
        if (addresses.isEmpty()) {
            throw new AddressRefusedException();
        }
        for (InetAddress address : addresses) {
            try (Socket socket = new Socket(Proxy.NO_PROXY)) {
                ScheduledFuture<?> cut =
                        timer.schedule(() -> close(socket), end - System.nanoTime(), TimeUnit.NANOSECONDS);
                try {
                    if (isConnected(socket, new InetSocketAddress(address, url.port()))) {
                        return exchange(socket, url, headers, body);
                    }
                } finally {
                    cut.cancel(false);
                }
            }
        }
        throw new IOException("nothing listens there");
    }

    @Override
    public void close() {
        timer.shutdownNow();
        resolver.close();
    }

    private List<InetAddress> permitted(String host) throws IOException {
        List<InetAddress> permitted = new ArrayList<>();
        for (InetAddress address : resolver.addresses(host)) {
            if (permitted.size() < MOST_ADDRESSES && (allowPrivate.getAsBoolean() || PublicAddress.is(address))) {
                permitted.add(address);
            }
        }
        return permitted;
    }

    private static boolean isConnected(Socket socket, InetSocketAddress address) {
        try {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private int exchange(Socket plain, HttpUrl url, Map<String, String> headers, byte[] body) throws IOException {
        // A read that nothing answers is ended by the timer, which closes the socket.
        if (!url.isSecure()) {
            return exchangeOn(plain, url, headers, body);
        }
        try (SSLSocket secure = (SSLSocket) tls.get().createSocket(plain, url.host(), url.port(), true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return exchangeOn(secure, url, headers, body);
        }
    }

    private static int exchangeOn(Socket socket, HttpUrl url, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append("POST ").append(url.target()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(url.authority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return AnswerHead.status(socket.getInputStream());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It is over, which is all that is wanted.
        }
    }
}
