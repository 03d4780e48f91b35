package dev.mcpgateway.server.mcp.session;

import dev.mcpgateway.server.http.EventSink;
import dev.mcpgateway.server.http.EventStream;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.http.ServerSentEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends a stream to a client as server-sent events whose ids are {@code <stream>-<number>}. */
final class EventWriter {
    /** So often at least something is sent, because otherwise proxies close the stream and nobody notices that a client is gone. */
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private EventWriter() {}

    /**
     * The answer with the events after number {@code after}, and those to come.
     *
     * @param isPrimed whether it begins with an event that is nothing but an id, from which a client can go on that hears no other
     *     (specification 2025-11-25, "Transports: Sending Messages to the Server")
     */
    static Response stream(MessageStream stream, long after, boolean isPrimed) {
        return EventStream.of(200, sink -> {
                    int reader = stream.beginReading();
                    try {
                        write(stream, reader, after, isPrimed, sink);
                    } finally {
                        stream.endReading(reader);
                    }
                })
                .withHeader("X-Accel-Buffering", "no");
    }

    private static void write(MessageStream stream, int reader, long after, boolean isPrimed, EventSink sink)
            throws IOException, InterruptedException {
        if (isPrimed) {
            sink.send(new ServerSentEvent(id(stream, after), null, ""));
        }
        long at = after;
        while (true) {
            List<MessageStream.Event> news = stream.next(reader, at, KEEP_ALIVE_NANOS);
            if (news == null) {
                return;
            }
            if (news.isEmpty()) {
                sink.comment("");
            }
            for (MessageStream.Event event : news) {
                sink.send(new ServerSentEvent(id(stream, event.number()), null, event.json()));
                at = event.number();
                stream.delivered(at);
            }
        }
    }

    private static String id(MessageStream stream, long number) {
        return stream.id() + "-" + number;
    }
}
