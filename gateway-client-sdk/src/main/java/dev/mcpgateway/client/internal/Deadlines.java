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
        long due = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
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
        timer = new CompletableFuture<Void>().completeOnTimeout(null, due - System.nanoTime(), TimeUnit.NANOSECONDS);
        Futures.whenEnded(timer, (nothing, cancelled) -> {
            if (cancelled == null) {
                takeOverdue().forEach(Runnable::run);
            }
        });
    }

    private synchronized List<Runnable> takeOverdue() {
        long now = System.nanoTime();
        List<Runnable> overdue = new ArrayList<>();
        underWay.values().removeIf(entry -> entry.due() - now <= 0 && overdue.add(entry.end()));
        timer = null;
        underWay.values().stream()
                .mapToLong(Entry::due)
                .reduce((one, other) -> one - other < 0 ? one : other)
                .ifPresent(this::set);
        return overdue;
    }
}
