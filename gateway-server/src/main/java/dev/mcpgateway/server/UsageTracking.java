package dev.mcpgateway.server;

import dev.mcpgateway.server.alerts.AlertWatch;
import dev.mcpgateway.server.alerts.Webhooks;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.CompanionFile;
import dev.mcpgateway.server.domain.GatewaySettings;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.usage.UsageFile;
import dev.mcpgateway.server.usage.UsageRecords;
import dev.mcpgateway.server.usage.UsageSaver;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a running gateway remembers of its keys' use, and all that works on it beside the requests. */
final class UsageTracking implements AutoCloseable {
    private final UsageRecords records;
    private final UsageSaver saver;
    private final Webhooks webhooks;
    private final AlertWatch watch;

    private UsageTracking(UsageRecords records, UsageSaver saver, Webhooks webhooks, AlertWatch watch) {
        this.records = records;
        this.saver = saver;
        this.webhooks = webhooks;
        this.watch = watch;
    }

    /**
     * Goes on with what {@code file} has.
     *
     * @param file null where all is kept in memory alone
     */
    static UsageTracking start(
            ChangeLog log,
            @Nullable CompanionFile file,
            Supplier<GatewaySettings> settings,
            Timestamps timestamps,
            Clock clock) {
        UsageRecords records = UsageRecords.empty(clock);
        UsageFile saved = file == null ? null : new UsageFile(file, records);
        if (saved != null) {
            saved.load();
        }
        UsageSaver saver = UsageSaver.start(
                records.meter(), saved, keyId -> log.state().keyById(keyId).isPresent(), clock);
        Webhooks webhooks = Webhooks.start(clock, () -> settings.get().allowPrivateWebhooks());
        AlertWatch watch = AlertWatch.start(new AlertWatch.Parts(
                log, records.meter(), records.alerts(), records.undelivered(), webhooks, timestamps, saver::saveSoon));
        return new UsageTracking(records, saver, webhooks, watch);
    }

    UsageRecords records() {
        return records;
    }

    /** Whatever has changed is saved last; the log is still open then. */
    @Override
    public void close() {
        watch.close();
        webhooks.close();
        saver.close();
    }
}
