package dev.mcpgateway.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is under way, and until when. One timer serves all: it is set anew when it goes off or something is due earlier, because
 * setting the JVM's timer for each exchange wakes its thread each time, which costs a tenth of the exchange.
 */
final class Deadlines {
    /** Longer ones could not be compared with what is overdue: the difference would overflow. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final Map<Long, Entry> underWay = new HashMap<>();
    private long last;
    private @Nullable CompletableFuture<Void> timer;
    private long setFor;

    /** How something under way is ended, and at which {@link System#nanoTime()}. */
    private record Entry(Runnable end, long due) {}

    /**
     * Notes something that begins.
     *
     * @param end called on the JVM's timer thread, so it must be quick
     * @return its number, for {@link #remove}
     */
    synchronized long add(Runnable end, Duration timeout) {
        long due = System.nanoTime() + Math.min(TimeUnit.NANOSECONDS.convert(timeout), LONGEST_NANOS);
        underWay.put(++last, new Entry(end, due));
        if (timer == null || due - setFor < 0) {
            set(due);
        }
        return last;
    }

    synchronized void remove(long number) {
        underWay.remove(number);
    }

    private void set(long due) {
        if (timer != null) {
            timer.cancel(false);
        }
        setFor = due;
        CompletableFuture<Void> next = new CompletableFuture<>();
        // Before it is started: one that has gone off already would run the action here, in the midst of add and under
        // its lock.
        Futures.whenEnded(next, (nothing, cancelled) -> {
            if (cancelled == null) {
                takeOverdue().forEach(Runnable::run);
            }
        });
        timer = next.completeOnTimeout(null, due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private synchronized List<Runnable> takeOverdue() {
        long now = System.nanoTime();
        List<Runnable> overdue = new ArrayList<>();
        underWay.values().removeIf(entry -> entry.due() - now <= 0 && overdue.add(entry.end()));
        if (timer != null) {
            timer.cancel(false); // the one that has gone off, or its successor where that was set at the same moment
            timer = null;
        }
        underWay.values().stream()
                .mapToLong(Entry::due)
                .reduce((one, other) -> one - other < 0 ? one : other)
                .ifPresent(this::set);
        return overdue;
    }
}
