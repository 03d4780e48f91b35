package dev.mcpgateway.server.mcp.session;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The streams of a session: the one that a client listens on, and those that answer its requests, some of them after they are over,
 * because their client may not have got all.
 */
final class Streams {
    private static final int MAX_OVER = 32;
    private static final int MAX_OVER_BYTES = 4 << 20;
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final String LISTENING = "0";

    private final MessageStream listening = new MessageStream(LISTENING);
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Kept> answering = new LinkedHashMap<>();

    private final LongSupplier nanoTime;

    /** @param overSince since when it is known to be over; empty while it goes on */
    private record Kept(MessageStream stream, OptionalLong overSince) {
        Kept at(long now) {
            return overSince.isEmpty() && stream.isOver() ? new Kept(stream, OptionalLong.of(now)) : this;
        }
    }

    /**
     * A place in a stream.
     *
     * @param number of the last event that the client has
     */
    record Position(MessageStream stream, long number) {}

    /** @param nanoTime as {@link System#nanoTime} */
    Streams(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** For what belongs to no request. */
    MessageStream listening() {
        return listening;
    }

    /** One for the answer to a request. */
    MessageStream answering() {
        return new MessageStream(Long.toString(ids.incrementAndGet(), 36));
    }

    /** From now on a client may come back to {@code stream}. */
    synchronized void keep(MessageStream stream) {
        answering.put(stream.id(), new Kept(stream, OptionalLong.empty()));
        forgetOld();
    }

    /** The place that {@code lastEventId} names; empty where it is not known, or not any more. */
    synchronized Optional<Position> position(String lastEventId) {
        int dash = lastEventId.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        String id = lastEventId.substring(0, dash);
        Kept kept = answering.get(id);
        MessageStream stream = id.equals(LISTENING) ? listening : kept == null ? null : kept.stream();
        try {
            long number = Long.parseLong(lastEventId.substring(dash + 1));
            return stream == null || number < 0 ? Optional.empty() : Optional.of(new Position(stream, number));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** Forgets streams that have been over for so long, or are so many or so large, that nobody will or may come back to them. */
    synchronized void forgetOld() {
        long now = nanoTime.getAsLong();
        answering.replaceAll((id, kept) -> kept.at(now));
        List<Kept> over = answering.values().stream()
                .filter(kept -> kept.overSince().isPresent())
                .sorted(Comparator.comparingLong(kept -> kept.overSince().getAsLong() - now))
                .toList();
        long bytes = over.stream().mapToLong(kept -> kept.stream().bytes()).sum();
        int count = over.size();
        for (Kept kept : over) {
            boolean isTooMuch = count > MAX_OVER || (bytes > MAX_OVER_BYTES && count > 1);
            if (!isTooMuch && now - kept.overSince().getAsLong() < KEPT_NANOS) {
                return;
            }
            answering.remove(kept.stream().id());
            count--;
            bytes -= kept.stream().bytes();
        }
    }

    /** Whether a client reads from any of them. */
    synchronized boolean areRead() {
        return listening.isRead()
                || answering.values().stream().anyMatch(kept -> kept.stream().isRead());
    }

    synchronized void end() {
        listening.end();
        answering.values().forEach(kept -> kept.stream().end());
    }
}
