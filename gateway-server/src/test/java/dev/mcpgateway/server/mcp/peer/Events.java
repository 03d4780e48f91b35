package dev.mcpgateway.server.mcp.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.Eventually;
import dev.mcpgateway.server.testing.Exchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A stream of server-sent events, read as they come. */
public final class Events implements AutoCloseable {
    private static final Event END = new Event("", "");

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /**
     * One event.
     *
     * @param data empty for an event that is nothing but an id
     */
    public record Event(String id, String data) {
        public JsonNode message() {
            try {
                return Exchange.JSON.readTree(data);
            } catch (IOException notJson) {
                throw new AssertionError(this.toString(), notJson);
            }
        }
    }

    Events(InputStream body) {
        this.body = body;
        ScriptedServers.daemon("events", this::read);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    String more = line.substring(5).strip();
                    data = data == null ? more : data + "\n" + more;
                } else if (line.isEmpty() && data != null) {
                    events.add(new Event(id, data));
                    data = null;
                }
            }
        } catch (IOException cut) {
            // It is over, too.
        } finally {
            events.add(END);
        }
    }

    /** The next event, once it is there. */
    public Event next() {
        Event event = take();
        if (event.equals(END)) {
            throw new AssertionError("the stream is over");
        }
        return event;
    }

    /** The next that is a message. */
    public Event nextMessage() {
        Event event = next();
        while (event.data().isEmpty()) {
            event = next();
        }
        return event;
    }

    /** The next message that {@code isMeant}; those before it are skipped. */
    public JsonNode await(Predicate<JsonNode> isMeant) {
        JsonNode message = nextMessage().message();
        while (!isMeant.test(message)) {
            message = nextMessage().message();
        }
        return message;
    }

    /** The next notification or request of this method; what is before it is skipped. */
    public JsonNode awaitMethod(String method) {
        return await(message -> message.path("method").asText().equals(method));
    }

    /** All messages up to the end of the stream. */
    public List<JsonNode> rest() {
        List<JsonNode> messages = new ArrayList<>();
        for (Event event = take(); !event.equals(END); event = take()) {
            if (!event.data().isEmpty()) {
                messages.add(event.message());
            }
        }
        return messages;
    }

    private Event take() {
        try {
            Event event = events.poll(Eventually.PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event within " + Eventually.PATIENCE_SECONDS + " s");
            }
            return event;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Leaves, as a client does that is gone. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
