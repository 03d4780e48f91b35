package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts alerts on keys and takes them away. */
public final class AlertService {
    private static final int MOST = 10;

    private final ChangeLog log;
    private final Timestamps timestamps;
    private final KeyMinter minter;
    private final ApiKeyService keys;

    public AlertService(ChangeLog log, Timestamps timestamps, KeyMinter minter, ApiKeyService keys) {
        this.log = log;
        this.timestamps = timestamps;
        this.minter = minter;
        this.keys = keys;
    }

    /** An alert, and the key that it is on. */
    public record OfKey(ApiKey key, Alert alert) {}

    /**
     * Puts an alert on a key.
     *
     * @throws InvalidFieldException when the key has as many as it may have
     */
    public OfKey create(String keyOrId, AlertSettings settings) {
        String id = minter.mintAlertId();
        Secret secret = settings.webhookUrl() == null ? null : minter.mintWebhookSecret();
        Committed<OfKey> committed = log.commit(state -> {
            ApiKey key = keys.find(state, keyOrId);
            if (key.alerts().size() >= MOST) {
                throw new InvalidFieldException(
                        "api_key", "has " + MOST + " alerts already, the most that a key may have");
            }
            Instant now = timestamps.next();
            Alert alert = new Alert(id, settings, secret, now);
            List<Alert> alerts = new ArrayList<>(key.alerts());
            alerts.add(alert);
            ApiKey changed = key.withAlerts(alerts, now);
            return Outcome.of(new OfKey(changed, alert), new KeySaved(changed));
        });
        return committed.result();
    }

    /** Takes an alert off its key. */
    public void delete(String keyOrId, String alertId, Precondition precondition) {
        log.commit(state -> {
            ApiKey key = keys.find(state, keyOrId);
            precondition.require(() -> Versions.of(state, key));
            List<Alert> rest = key.alerts().stream()
                    .filter(alert -> !alert.id().equals(alertId))
                    .toList();
            if (rest.size() == key.alerts().size()) {
                throw NotFoundException.unnamed(Subject.ALERT);
            }
            ApiKey changed = key.withAlerts(rest, timestamps.next());
            return Outcome.of(changed, new KeySaved(changed));
        });
    }
}
