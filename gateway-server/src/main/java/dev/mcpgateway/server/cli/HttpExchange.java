package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request on a connection of its own. A socket and not the JDK's client: to load that takes longer than a whole command may
 * (docs/decisions.md), and the other one it has knows no PATCH.
 */
final class HttpExchange {
    private final URI url;
    private final Duration connectTimeout;
    private final Duration deadline;

    HttpExchange(URI url, Duration connectTimeout, Duration deadline) {
        this.url = url;
        this.connectTimeout = connectTimeout;
        this.deadline = deadline;
    }

    /**
     * Sends a request and reads its whole answer.
     *
     * @throws SocketTimeoutException when the connection, or all of it, took too long
     */
    HttpAnswer send(String method, String target, Secret key, byte[] body) throws IOException {
        boolean isTls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : isTls ? 443 : 80;
        String host = url.getHost().startsWith("[")
                ? url.getHost().substring(1, url.getHost().length() - 1)
                : url.getHost();
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        AtomicBoolean isLate = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        try (Socket plain = new Socket()) {
            plain.connect(address, Math.toIntExact(connectTimeout.toMillis()));
            closeLate(plain, done, isLate);
            if (!isTls) {
                return answer(plain, head(method, target, key, body), body);
            }
            try (Socket secured = secured(plain, host, port)) {
                return answer(secured, head(method, target, key, body), body);
            }
        } catch (IOException failure) {
            if (isLate.get()) {
                throw new SocketTimeoutException("the whole answer may take " + deadline.toSeconds() + " s");
            }
            throw failure;
        } finally {
            done.countDown();
        }
    }

    /** A socket's own timeouts know no end of a whole answer, and none for what is written. */
    private void closeLate(Socket socket, CountDownLatch done, AtomicBoolean isLate) {
        Thread watch = new Thread(
                () -> {
                    try {
                        if (!done.await(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                            isLate.set(true);
                            socket.close();
                        }
                    } catch (InterruptedException | IOException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "gateway-deadline");
        watch.setDaemon(true);
        watch.start();
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private String head(String method, String target, Secret key, byte[] body) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String length = body.length == 0 && (method.equals("GET") || method.equals("DELETE"))
                ? ""
                : "Content-Length: " + body.length + "\r\nContent-Type: application/json\r\n";
        return method + " " + path + target + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nAuthorization: Bearer " + key.reveal() + "\r\nAccept: application/json\r\n" + length
                + "Connection: close\r\n\r\n";
    }

    private static HttpAnswer answer(Socket socket, String head, byte[] body) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
        } catch (IOException refused) {
            // A server may answer before it has read a body that it will not take.
            try {
                return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
            } catch (IOException noAnswer) {
                refused.addSuppressed(noAnswer);
                throw refused;
            }
        }
        return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()));
    }
}
