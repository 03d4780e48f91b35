package dev.mcpgateway.server.usage;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that usage is saved once a minute, and that what is of no use any more is forgotten. It has a thread of its own:
 * no request waits for it.
 */
public final class UsageSaver implements AutoCloseable {
    private static final Logger LOG = System.getLogger(UsageSaver.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final Duration LAST_SAVE = Duration.ofSeconds(10);
    private static final Duration TRIM_EVERY = Duration.ofHours(1);
    private static final Duration SET_CLOCK = Duration.ofMinutes(1);

    private final UsageMeter meter;
    private final @Nullable UsageFile file;
    private final Predicate<String> keyExists;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private long trimmedNanos;
    private long trimmedMillis;

    /**
     * Starts to.
     *
     * @param file null where usage is kept in memory alone
     * @param keyExists whether there is a key of that id at present
     */
    public static UsageSaver start(
            UsageMeter meter, @Nullable UsageFile file, Predicate<String> keyExists, Clock clock) {
        UsageSaver saver = new UsageSaver(meter, file, keyExists, clock);
        Future<?> unused = saver.thread.scheduleWithFixedDelay(
                saver::everyMinute, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
        return saver;
    }

    private UsageSaver(UsageMeter meter, @Nullable UsageFile file, Predicate<String> keyExists, Clock clock) {
        this.meter = meter;
        this.file = file;
        this.keyExists = keyExists;
        this.clock = clock;
        this.trimmedNanos = System.nanoTime();
        this.trimmedMillis = clock.millis();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "gateway-usage");
            made.setDaemon(true);
            return made;
        });
    }

    /** Saves without waiting for the minute to end, in its own thread: something has changed that is not to be lost. */
    public void saveSoon() {
        if (file != null && !thread.isShutdown() && isAsked.compareAndSet(false, true)) {
            thread.execute(() -> {
                isAsked.set(false);
                save();
            });
        }
    }

    /** Saves what there is. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_SAVE.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        tidyAndSave();
    }

    private void everyMinute() {
        try {
            tidyAndSave();
        } catch (RuntimeException bug) {
            // It would end the schedule, and nobody would be told.
            LOG.log(Level.ERROR, "usage could not be saved", bug);
        }
    }

    private void tidyAndSave() {
        meter.retain(keyExists);
        long nanos = System.nanoTime();
        if (nanos - trimmedNanos > TRIM_EVERY.toNanos()) {
            long millis = clock.millis();
            long passed = TimeUnit.NANOSECONDS.toMillis(nanos - trimmedNanos);
            // A clock that was set meanwhile may be set right again.
            if (Math.abs(millis - trimmedMillis - passed) < SET_CLOCK.toMillis()) {
                meter.trim();
            }
            trimmedNanos = nanos;
            trimmedMillis = millis;
        }
        save();
    }

    private void save() {
        if (file != null) {
            file.save();
        }
    }
}
