package dev.mcpgateway.server.mcp.session;

import dev.mcpgateway.server.http.EventSink;
import dev.mcpgateway.server.http.EventStream;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.http.ServerSentEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends a stream to a client as server-sent events. */
final class EventWriter {
    /** So often at least something is sent, because otherwise proxies close the stream and nobody notices that a client is gone. */
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** Where a client that leaves cancels its request, that is noticed sooner. */
    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final MessageStream stream;
    private final boolean hasIds;
    private final long keepAliveNanos;

    private EventWriter(MessageStream stream, boolean hasIds, long keepAliveNanos) {
        this.stream = stream;
        this.hasIds = hasIds;
        this.keepAliveNanos = keepAliveNanos;
    }

    /**
     * The answer with the events after number {@code after}, and those to come; their ids are {@code <stream>-<number>}.
     *
     * @param isPrimed whether it begins with an event that is nothing but an id, from which a client can go on that hears no other
     *     (specification 2025-11-25, "Transports: Sending Messages to the Server")
     */
    static Response resumable(MessageStream stream, long after, boolean isPrimed) {
        return resumable(stream, after, isPrimed, KEEP_ALIVE_NANOS);
    }

    /** As the other one, with something sent so often. */
    static Response resumable(MessageStream stream, long after, boolean isPrimed, long keepAliveNanos) {
        EventWriter writer = new EventWriter(stream, true, keepAliveNanos);
        return answer(sink -> writer.write(sink, after, isPrimed));
    }

    /**
     * The answer with all events, which can be had this once.
     *
     * @param whenOver runs at the end, and when the client leaves before it, which is how it cancels (specification 2026-07-28,
     *     "Streamable HTTP: Cancellation")
     */
    static Response once(MessageStream stream, Runnable whenOver) {
        EventWriter writer = new EventWriter(stream, false, LEAVE_NANOS);
        return answer(sink -> {
            try {
                writer.write(sink, 0, false);
            } finally {
                whenOver.run();
            }
        });
    }

    private static Response answer(EventStream.Writer writer) {
        return EventStream.of(200, writer).withHeader("X-Accel-Buffering", "no");
    }

    private void write(EventSink sink, long after, boolean isPrimed) throws IOException, InterruptedException {
        int reader = stream.beginReading();
        try {
            if (isPrimed) {
                sink.send(new ServerSentEvent(id(after), null, ""));
            }
            write(sink, reader, after);
        } finally {
            stream.endReading(reader);
        }
    }

    private void write(EventSink sink, int reader, long after) throws IOException, InterruptedException {
        long at = after;
        while (true) {
            List<MessageStream.Event> news = stream.next(reader, at, keepAliveNanos);
            if (news == null) {
                return;
            }
            if (news.isEmpty()) {
                sink.comment("");
            } else {
                sink.sendAll(news.stream()
                        .map(event -> new ServerSentEvent(id(event.number()), null, event.json()))
                        .toList());
                at = news.get(news.size() - 1).number();
                stream.delivered(at);
            }
        }
    }

    private @Nullable String id(long number) {
        return hasIds ? stream.id() + "-" + number : null;
    }
}
