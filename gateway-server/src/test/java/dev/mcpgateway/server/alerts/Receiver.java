package dev.mcpgateway.server.alerts;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody's webhook: takes requests, and answers them with what it was told to, one after another; then with 204. */
final class Receiver implements AutoCloseable {
    private final ServerSocket listener;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    record Received(String requestLine, Map<String, String> headers, String body) {}

    Receiver(ServerSocket listener, String... answers) {
        this.listener = listener;
        this.answers.addAll(List.of(answers));
        Thread thread = new Thread(this::serve, "webhook-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    static Receiver start(String... answers) throws IOException {
        return new Receiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
    }

    String url(String host) {
        return "http://" + host + ":" + listener.getLocalPort() + "/hook?a=b";
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next request. */
    Received take() throws InterruptedException {
        Received next = received.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was received in 20 seconds");
        }
        return next;
    }

    int waiting() {
        return received.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setSoTimeout(10_000);
                received.add(read(new BufferedInputStream(socket.getInputStream())));
                String answer = answers.poll();
                socket.getOutputStream()
                        .write((answer == null ? "HTTP/1.1 204 No Content\r\n\r\n" : answer)
                                .getBytes(StandardCharsets.ISO_8859_1));
                if (answer != null && answer.isEmpty()) {
                    // Says nothing until the other side gives up.
                    socket.getInputStream().read();
                }
            } catch (SocketException closed) {
                // The listener, at the end, or whoever connected.
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static Received read(InputStream in) throws IOException {
        String requestLine = line(in);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new SocketException("speaks something else");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Received(requestLine, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new SocketException("ended");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
