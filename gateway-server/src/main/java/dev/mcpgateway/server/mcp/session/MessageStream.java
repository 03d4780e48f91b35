package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one stream to a client, numbered, kept within bounds for a client that has to ask again for what it missed
 * (specification, "Transports: Resumability and Redelivery"). Whoever sends never waits; one reader at a time takes them.
 */
final class MessageStream {
    private static final int MAX_EVENTS = 256;
    private static final int MAX_BYTES = 1 << 20;

    private final String id;
    private final Deque<Event> events = new ArrayDeque<>();
    private int bytes;
    private long numbered;
    private long delivered;
    private @Nullable Outcome outcome;
    private boolean isOver;
    private int reader;
    private boolean isRead;

    /**
     * A message of the stream.
     *
     * @param number from 1 on
     * @param bytes about how long it is
     * @param written the message as it is sent; null where that is to be made when somebody reads it
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares events
    record Event(long number, ObjectNode message, int bytes, byte @Nullable [] written) {
        /** Whether the client can do without it: nobody waits for a notification. */
        boolean isDispensable() {
            return !message.has("id");
        }

        String json() {
            return written == null ? JsonRpc.text(message) : new String(written, StandardCharsets.UTF_8);
        }
    }

    /** @param id unique in the session, and without {@code -} */
    MessageStream(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Sends a message, or drops it where the stream is over. */
    synchronized void send(ObjectNode message) {
        if (!isOver) {
            if (JsonRpc.method(message).equals("notifications/cancelled")) {
                retract(message.path("params").path("requestId"));
            }
            byte[] written = JsonRpc.bytes(message);
            add(message, written.length, written);
            notifyAll();
        }
    }

    /** As {@link #send}, unless the same is still to be delivered. */
    synchronized void sendOnce(ObjectNode message) {
        if (events.stream()
                .noneMatch(
                        event -> event.number() > delivered && event.message().equals(message))) {
            send(message);
        }
    }

    /** Sends the last message, where there is one, and ends the stream; only the first outcome counts. */
    synchronized void finish(Outcome last) {
        if (isOver) {
            return;
        }
        outcome = last;
        ObjectNode message = last.message();
        if (message != null) {
            add(message, last.bytes(), null);
        }
        end();
    }

    /** Nothing more is sent. */
    synchronized void end() {
        isOver = true;
        notifyAll();
    }

    /** What a server has asked and wants no answer to any more need not reach the client; it would never be dropped. */
    private void retract(JsonNode requestId) {
        events.removeIf(event -> {
            boolean isMeant = event.number() > delivered
                    && event.message().has("method")
                    && event.message().path("id").equals(requestId);
            bytes -= isMeant ? event.bytes() : 0;
            return isMeant;
        });
    }

    private void add(ObjectNode message, int length, byte @Nullable [] written) {
        numbered++;
        events.addLast(new Event(numbered, message, length, written));
        bytes += length;
        while (events.size() > 1 && (events.size() > MAX_EVENTS || bytes > MAX_BYTES) && dropOne()) {
            // one more
        }
    }

    /** The oldest that was delivered goes first, then what nobody waits for. */
    private boolean dropOne() {
        Event first = events.getFirst();
        if (first.number() <= delivered) {
            events.removeFirst();
            bytes -= first.bytes();
            return true;
        }
        for (Iterator<Event> all = events.iterator(); all.hasNext(); ) {
            Event event = all.next();
            if (event.isDispensable() && event.number() < numbered) {
                all.remove();
                bytes -= event.bytes();
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until there is an outcome and nothing was sent before it: then the answer is one message.
     *
     * @return null where it is more than that, or not over in time
     */
    synchronized @Nullable Outcome awaitOnlyMessage(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; !isOver && numbered == 0 && left > 0; left = until - System.nanoTime()) {
            waitFor(left);
        }
        Outcome known = outcome;
        return known != null && numbered == (known.message() == null ? 0 : 1) ? known : null;
    }

    /** Waits for the outcome, whatever was sent before it; null where the stream ended without one, or the time is over. */
    synchronized @Nullable Outcome awaitOutcome(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; !isOver && left > 0; left = until - System.nanoTime()) {
            waitFor(left);
        }
        return outcome;
    }

    /** A client reads from now on; one that did before reads no more. */
    synchronized int beginReading() {
        reader++;
        isRead = true;
        notifyAll();
        return reader;
    }

    synchronized void endReading(int who) {
        if (who == reader) {
            isRead = false;
        }
    }

    synchronized boolean isRead() {
        return isRead;
    }

    /** The number of the last event that was written to a client. */
    synchronized long delivered() {
        return delivered;
    }

    synchronized void delivered(long number) {
        delivered = Math.max(delivered, number);
    }

    /**
     * The events after number {@code after}, as soon as there are any.
     *
     * @param who of {@link #beginReading}
     * @return empty when there were none in time, null when there are no more or another reads
     */
    synchronized @Nullable List<Event> next(int who, long after, long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; who == reader; left = until - System.nanoTime()) {
            List<Event> news = new ArrayList<>();
            events.forEach(event -> {
                if (event.number() > after) {
                    news.add(event);
                }
            });
            if (!news.isEmpty() || left <= 0) {
                return news;
            }
            if (isOver) {
                return null;
            }
            waitFor(left);
        }
        return null;
    }

    /** Whether nothing comes after number {@code after}, now or later. */
    synchronized boolean isOverAfter(long after) {
        return isOver && events.stream().noneMatch(event -> event.number() > after);
    }

    synchronized boolean isOver() {
        return isOver;
    }

    synchronized int bytes() {
        return bytes;
    }

    private void waitFor(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(this, nanos);
    }
}
