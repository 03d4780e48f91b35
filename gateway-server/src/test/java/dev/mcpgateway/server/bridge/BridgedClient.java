package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpgateway.server.domain.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client at the other end of a bridge in this process. */
final class BridgedClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Short where a test waits for it to be over, long where that must not happen. */
    static final Patience PATIENCE = new Patience(
            Duration.ofMillis(300),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100));

    private final OutputStream in;
    private final InputStream out;
    private final StringWriter err = new StringWriter();
    private final BlockingQueue<JsonNode> lines = new LinkedBlockingQueue<>();
    private final List<JsonNode> passedOver = new ArrayList<>();
    private final Thread running;

    BridgedClient(URI url) throws IOException {
        this(url, StreamableServer.KEY, PATIENCE);
    }

    BridgedClient(URI url, String key, Patience patience) throws IOException {
        Pipe input = Pipe.open();
        Pipe output = Pipe.open();
        in = Channels.newOutputStream(input.sink());
        out = Channels.newInputStream(output.source());
        Bridge bridge = new Bridge(
                url,
                Secret.of(key),
                Channels.newInputStream(input.source()),
                Channels.newOutputStream(output.sink()),
                new PrintWriter(err, true),
                patience);
        running = new Thread(() -> {
            try (OutputStream closedAtTheEnd = Channels.newOutputStream(output.sink())) {
                bridge.run();
                closedAtTheEnd.flush();
            } catch (InterruptedException | IOException ended) {
                Thread.currentThread().interrupt();
            }
        });
        running.start();
        Thread reading = new Thread(this::read);
        reading.setDaemon(true);
        reading.start();
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(JSON.readTree(line));
            }
        } catch (IOException closed) {
            // Then no more lines come, which a test that waits for one will say.
        }
    }

    BridgedClient initialize() throws Exception {
        send("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"mine\",\"version\":\"1\"}}}");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        answer(0);
        return this;
    }

    void send(String line) throws IOException {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    void call(int id, String tool) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\"}}");
    }

    /** The answer to a request. */
    JsonNode answer(int id) throws InterruptedException {
        return next(
                message -> !message.has("method") && message.path("id").asText().equals(Integer.toString(id)));
    }

    JsonNode next(Predicate<JsonNode> isWanted) throws InterruptedException {
        for (JsonNode message : passedOver) {
            if (isWanted.test(message)) {
                passedOver.remove(message);
                return message;
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            @Nullable JsonNode message = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("no such message came; others: " + passedOver + "; reasons: " + err);
            }
            if (isWanted.test(message)) {
                return message;
            }
            passedOver.add(message);
        }
    }

    String reasons() {
        return err.toString();
    }

    /** Messages that came and that nobody has waited for. */
    List<JsonNode> others() {
        List<JsonNode> others = new ArrayList<>(passedOver);
        lines.drainTo(others);
        return others;
    }

    /** Ends standard input and waits for the bridge to end. */
    void end() throws IOException {
        in.close();
        try {
            running.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            throw new AssertionError("the bridge did not end");
        }
    }

    /** Stops reading what the bridge writes. */
    void stopReading() throws IOException {
        out.close();
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
