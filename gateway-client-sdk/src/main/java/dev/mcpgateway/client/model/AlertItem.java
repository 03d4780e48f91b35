package dev.mcpgateway.client.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert on an API key, and where it stands.
 *
 * @param alertId the alert's id
 * @param keyId the id of the API key that it is on
 * @param type what it watches for
 * @param threshold from where on it fires; null for a new address
 * @param windowSeconds over how many seconds requests are counted; null where none are
 * @param minRequests how many requests there must be in the window; null but for an error rate
 * @param cooldownSeconds how many seconds it goes on to fire after what it watches for has ended
 * @param webhookUrl where each change of its state is posted to; null where nothing is
 * @param state where it stands
 * @param since since when it stands so
 * @param createdAt when it was created
 */
public record AlertItem(
        String alertId,
        String keyId,
        AlertType type,
        @Nullable Double threshold,
        @Nullable Long windowSeconds,
        @Nullable Long minRequests,
        long cooldownSeconds,
        @Nullable String webhookUrl,
        AlertState state,
        Instant since,
        Instant createdAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public AlertItem {
        Required.field(alertId, "alert_id");
        Required.field(keyId, "key_id");
        Required.field(type, "type");
        Required.field(state, "state");
        Required.field(since, "since");
        Required.field(createdAt, "created_at");
    }
}
