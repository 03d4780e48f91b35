package dev.mcpgateway.server.mcp.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One session over HTTP: its client, and its streams, of which the latest can be resumed. */
final class Session {
    private static final int KEPT_STREAMS = 64;

    private final AtomicInteger lastStream = new AtomicInteger();
    private final EventStream unsolicited = new EventStream(0, this::primes);
    private final Client client = new Client(unsolicited);
    private final Map<Integer, EventStream> streams = new LinkedHashMap<>();

    Client client() {
        return client;
    }

    /** A stream for the answer to one request. */
    EventStream open() {
        EventStream stream = new EventStream(lastStream.incrementAndGet(), this::primes);
        synchronized (streams) {
            streams.put(stream.number(), stream);
            if (streams.size() > KEPT_STREAMS) {
                streams.remove(streams.keySet().iterator().next());
            }
        }
        return stream;
    }

    void listen(Http http) throws IOException {
        unsolicited.attach(http, unsolicited.size());
    }

    /** Goes on after {@code lastEventId} with its stream; false if it is of none. */
    boolean resume(Http http, String lastEventId) throws IOException {
        String[] parts = lastEventId.split("-", -1);
        try {
            int number = Integer.parseInt(parts[0]);
            int after = Integer.parseInt(parts[parts.length - 1]);
            EventStream stream = number == 0 ? unsolicited : stream(number);
            if (stream == null || after < 0 || after > stream.size()) {
                return false;
            }
            stream.attach(http, after);
            return true;
        } catch (NumberFormatException foreign) {
            return false;
        }
    }

    void close() {
        List<EventStream> open;
        synchronized (streams) {
            open = new ArrayList<>(streams.values());
        }
        open.add(unsolicited);
        open.forEach(EventStream::end);
    }

    private @Nullable EventStream stream(int number) {
        synchronized (streams) {
            return streams.get(number);
        }
    }

    /** Clients of earlier versions read every event as a message. */
    private boolean primes() {
        return client.version().compareTo("2025-11-25") >= 0;
    }
}
