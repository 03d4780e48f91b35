package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.usage.AlertState;
import dev.mcpgateway.server.usage.AlertStates;
import dev.mcpgateway.server.usage.UndeliveredReports;
import dev.mcpgateway.server.usage.UsageMeter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks every few seconds at what the alerts watch for, and reports each change of state once: in the log, and to the alert's
 * webhook. An alert that fires stays so for its cooldown at least. Keys without alerts are not looked at.
 */
public final class AlertWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(AlertWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(2);

    private final Parts parts;
    private final LongSupplier nanoTime;
    private final Consumer<AlertReport> reports;
    private final ScheduledExecutorService thread;

    /** When what an alert fires for was last the case, by the clock that nobody sets. */
    private final Map<String, Long> metAt = new HashMap<>();

    /**
     * What it works with.
     *
     * @param states where the alerts stand, and stood when the gateway was stopped
     * @param undelivered what webhooks were not told before the gateway was stopped
     * @param saveSoon called when a state has changed
     */
    public record Parts(
            ChangeLog log,
            UsageMeter meter,
            AlertStates states,
            UndeliveredReports undelivered,
            Webhooks webhooks,
            Timestamps timestamps,
            Runnable saveSoon) {}

    /** Begins to look, and tells the webhooks what they were not told the last time. */
    public static AlertWatch start(Parts parts) {
        AlertReporter reporter =
                new AlertReporter(parts.log(), parts.webhooks(), parts.undelivered(), parts.saveSoon());
        reporter.resume();
        AlertWatch watch = new AlertWatch(parts, System::nanoTime, reporter::report);
        Future<?> unused = watch.thread.scheduleWithFixedDelay(
                watch::lookAndLog, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** @param reports is given each change of state, and each new address */
    AlertWatch(Parts parts, LongSupplier nanoTime, Consumer<AlertReport> reports) {
        this.parts = parts;
        this.nanoTime = nanoTime;
        this.reports = reports;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "gateway-alerts");
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void lookAndLog() {
        try {
            look();
        } catch (RuntimeException bug) {
            // It would end the schedule, and nobody would be told of anything again.
            LOG.log(Level.ERROR, "alerts could not be looked at", bug);
        }
    }

    /** Looks at all alerts once. */
    void look() {
        Set<String> present = new HashSet<>();
        for (ApiKey key : parts.log().state().keysWithAlerts()) {
            for (Alert alert : key.alerts()) {
                // A file edited by hand may have one twice, which would come and go at every look.
                if (present.add(alert.id())) {
                    look(key, alert);
                }
            }
        }
        metAt.keySet().retainAll(present);
        parts.states().retain(present::contains);
    }

    private void look(ApiKey key, Alert alert) {
        Instant now = parts.timestamps().now();
        long seen = parts.meter().addressesSeen(key.id());
        AlertState known = parts.states().of(alert.id());
        AlertState old = known == null ? new AlertState(false, alert.createdAt(), seen) : known;
        // Of another key, after a rotation, or of before the usage was lost.
        long lookedAt = Math.min(old.addressesSeen(), seen);
        Finding finding = Finding.of(alert, key, parts.meter(), lookedAt, now);
        if (finding.isMet()) {
            metAt.put(alert.id(), nanoTime.getAsLong());
        }
        boolean isFiring = finding.isMet() || (old.isFiring() && !isCool(alert, old, now));
        AlertState state = new AlertState(isFiring, isFiring == old.isFiring() ? old.since() : now, seen);
        parts.states().put(alert.id(), state);
        if (isFiring != old.isFiring() || !finding.addresses().isEmpty()) {
            reports.accept(new AlertReport(alert, key, state, finding, now));
            parts.saveSoon().run();
        }
    }

    /** Whether the alert, which fires, has done so for long enough. */
    private boolean isCool(Alert alert, AlertState state, Instant now) {
        long cooldown = Duration.ofSeconds(alert.settings().cooldownSeconds()).toNanos();
        long nanos = nanoTime.getAsLong();
        long since = metAt.computeIfAbsent(alert.id(), id -> {
            // It has fired since before this start. The wall clock is all there is, and may have been set.
            long before = TimeUnit.SECONDS.toNanos(
                    now.getEpochSecond() - state.since().getEpochSecond());
            return nanos - Math.max(0, Math.min(cooldown, before));
        });
        return nanos - since >= cooldown;
    }
}
