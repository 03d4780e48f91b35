package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.Secret;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells of an alert: in the log, and where its webhook is. */
final class AlertReporter {
    private static final Logger LOG = System.getLogger(AlertReporter.class.getName());

    private final ChangeLog log;
    private final Webhooks webhooks;

    AlertReporter(ChangeLog log, Webhooks webhooks) {
        this.log = log;
        this.webhooks = webhooks;
    }

    void report(AlertReport report) {
        LOG.log(report.state().isFiring() ? Level.WARNING : Level.INFO, report.text());
        Alert alert = report.alert();
        String url = alert.settings().webhookUrl();
        Secret secret = alert.webhookSecret();
        if (url != null && secret != null) {
            String subject = "the report of alert " + alert.id();
            String keyId = report.key().id();
            webhooks.send(
                    new Delivery(subject, HttpUrl.parse(url), secret, report.body(), () -> isThere(keyId, alert.id())));
        }
    }

    private boolean isThere(String keyId, String alertId) {
        return log.state()
                .keyById(keyId)
                .filter(key ->
                        key.alerts().stream().anyMatch(alert -> alert.id().equals(alertId)))
                .isPresent();
    }
}
