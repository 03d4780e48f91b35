package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.usage.UndeliveredReport;
import dev.mcpgateway.server.usage.UndeliveredReports;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Tells of an alert: in the log, and where its webhook is. What a webhook is to be told is kept until it has taken it; it may hear of it
 * twice after a crash of the gateway, never after a stop.
 */
final class AlertReporter {
    private static final Logger LOG = System.getLogger(AlertReporter.class.getName());

    private final ChangeLog log;
    private final Webhooks webhooks;
    private final UndeliveredReports undelivered;
    private final Runnable saveSoon;

    /** @param saveSoon called when a report is settled */
    AlertReporter(ChangeLog log, Webhooks webhooks, UndeliveredReports undelivered, Runnable saveSoon) {
        this.log = log;
        this.webhooks = webhooks;
        this.undelivered = undelivered;
        this.saveSoon = saveSoon;
    }

    void report(AlertReport report) {
        LOG.log(report.state().isFiring() ? Level.WARNING : Level.INFO, report.text());
        if (report.alert().settings().webhookUrl() != null) {
            UndeliveredReport kept =
                    new UndeliveredReport(report.key().id(), report.alert().id(), report.body());
            send(undelivered.add(kept), kept);
        }
    }

    /** Sends what was not delivered before the gateway was stopped. */
    void resume() {
        undelivered.all().forEach(this::send);
    }

    private void send(long number, UndeliveredReport report) {
        Alert alert = alert(report).orElse(null);
        String url = alert == null ? null : alert.settings().webhookUrl();
        Secret secret = alert == null ? null : alert.webhookSecret();
        if (url == null || secret == null) {
            settled(number);
            return;
        }
        webhooks.send(new Delivery(
                "the report of alert " + report.alertId(),
                HttpUrl.parse(url),
                secret,
                report.body(),
                () -> alert(report).isPresent(),
                () -> settled(number)));
    }

    private void settled(long number) {
        undelivered.remove(number);
        saveSoon.run();
    }

    private Optional<Alert> alert(UndeliveredReport report) {
        return log.state().keyById(report.keyId()).flatMap(key -> key.alerts().stream()
                .filter(alert -> alert.id().equals(report.alertId()))
                .findFirst());
    }
}
