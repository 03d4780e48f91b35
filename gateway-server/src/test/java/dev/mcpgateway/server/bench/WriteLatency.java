package dev.mcpgateway.server.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How long {@code POST /api/v1/users} takes while the configuration file is being written, and while it is not. */
public final class WriteLatency {
    private static final int WRITERS = 16;

    private final int port;
    private final String key;
    private final long end;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private volatile boolean isFileBeingWritten;

    private WriteLatency(int port, String key, int seconds) {
        this.port = port;
        this.key = key;
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    private record Sample(long nanos, boolean whileFileWritten) {}

    /** The arguments are a port, an admin key, the configuration file and how many seconds to write. */
    public static void main(String[] args) throws Exception {
        new WriteLatency(Integer.parseInt(args[0]), args[1], Integer.parseInt(args[3])).run(Path.of(args[2]));
    }

    private void run(Path config) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            Future<Double> watching = threads.submit(() -> watch(config));
            List<Future<List<Sample>>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writing.add(threads.submit(() -> write(writer)));
            }
            List<Sample> samples = new ArrayList<>();
            for (Future<List<Sample>> writer : writing) {
                samples.addAll(writer.get());
            }
            print("while the file is not written", samples, false);
            print("while the file is written", samples, true);
            System.out.printf("%.1f %% of the time the file was being written%n", 100 * watching.get());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What share of the time there was an unfinished file beside the configuration file. */
    private double watch(Path config) {
        Path unfinished = Path.of(config + ".tmp");
        int looks = 0;
        int found = 0;
        while (System.nanoTime() < end) {
            isFileBeingWritten = Files.exists(unfinished);
            looks++;
            found += isFileBeingWritten ? 1 : 0;
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException ended) {
                break;
            }
        }
        return (double) found / looks;
    }

    private List<Sample> write(int writer) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; System.nanoTime() < end; i++) {
                String body = "{\"email\":\"l" + run + "-" + writer + "-" + i + "@example.com\"}";
                byte[] request = ("POST /api/v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.ISO_8859_1);
                boolean atStart = isFileBeingWritten;
                long begun = System.nanoTime();
                socket.getOutputStream().write(request);
                readAnswer(in);
                samples.add(new Sample(System.nanoTime() - begun, atStart || isFileBeingWritten));
            }
        }
        return samples;
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = HttpLine.read(in);
        if (!status.startsWith("HTTP/1.1 201")) {
            throw new IOException(status);
        }
        int length = 0;
        for (String header = HttpLine.read(in); !header.isEmpty(); header = HttpLine.read(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static void print(String when, List<Sample> samples, boolean whileFileWritten) {
        long[] times = samples.stream()
                .filter(sample -> sample.whileFileWritten() == whileFileWritten)
                .mapToLong(Sample::nanos)
                .sorted()
                .toArray();
        if (times.length > 0) {
            System.out.printf(
                    "%s: %d changes, p50 %.2f ms, p99 %.2f ms, longest %.0f ms%n",
                    when,
                    times.length,
                    times[times.length / 2] / 1e6,
                    times[(int) (times.length * 0.99)] / 1e6,
                    times[times.length - 1] / 1e6);
        }
    }
}
