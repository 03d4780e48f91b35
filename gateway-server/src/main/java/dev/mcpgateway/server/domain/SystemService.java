package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Replaces the state as a whole, and changes the settings that belong to no configuration. */
public final class SystemService {
    private final ChangeLog log;
    private final Timestamps timestamps;

    public SystemService(ChangeLog log, Timestamps timestamps) {
        this.log = log;
        this.timestamps = timestamps;
    }

    /**
     * Puts {@code backup} in place of everything. A key that has ended since the backup was made comes back revoked, and
     * one whose secret was renewed keeps the new one.
     *
     * @param keepAdminKey whether the present admin key stays
     * @return the ids of the keys that come back revoked
     */
    public Committed<List<String>> restore(GatewayState backup, boolean keepAdminKey) {
        return log.commit(state -> {
            GatewayState restored = backup;
            if (keepAdminKey) {
                restored = restored.after(
                        List.of(new SettingsSaved(restored.settings()
                                .withAdminKey(state.settings().adminKey()))),
                        restored.seq());
            } else if (restored.settings().adminKey() == null) {
                throw new InvalidFieldException(
                        "backup.config.admin_apikey", "is missing: pass keep_admin_key to keep the present admin key");
            }
            Instant now = timestamps.next();
            List<Change> corrections = new ArrayList<>();
            List<String> stillRevoked = new ArrayList<>();
            GatewayState.stream(backup.keys()).forEach(key -> {
                Optional<ApiKey> present = state.keyById(key.id());
                ApiKey corrected =
                        present.map(ApiKey::credential).map(key::withCredential).orElse(key);
                boolean ended = state.endedKeys().get(key.id()) != null
                        || present.filter(ApiKey::isRevoked).isPresent();
                if (ended && !corrected.isRevoked()) {
                    stillRevoked.add(key.id());
                    corrected = corrected.withLifecycle(corrected.lifecycle().revoked(now), now);
                }
                if (!corrected.equals(key)) {
                    corrections.add(new KeySaved(corrected));
                }
            });
            restored = restored.after(corrections, restored.seq()).withEndedKeys(ended(state));
            return Outcome.of(List.copyOf(stillRevoked), new StateReplaced(restored));
        });
    }

    /** Puts {@code fresh} in place of everything; keys that were revoked stay dead for later restores. */
    public Committed<GatewayState> reset(GatewayState fresh) {
        return log.commit(state -> Outcome.of(state, new StateReplaced(fresh.withEndedKeys(ended(state)))));
    }

    public Committed<Settings> changePlugins(UnaryOperator<Attributes> change) {
        return log.commit(state -> {
            Settings stored = state.settings();
            Settings changed = stored.withPlugins(change.apply(stored.plugins()));
            return changed.equals(stored) ? Outcome.unchanged(stored) : Outcome.of(changed, new SettingsSaved(changed));
        });
    }

    /** The ids of the keys that are not to come back to life: deleted ones, and those that {@code state} has as revoked. */
    private static List<String> ended(GatewayState state) {
        List<String> ended = new ArrayList<>();
        state.endedKeys().forEach((id, yes) -> ended.add(id));
        GatewayState.stream(state.keys()).filter(ApiKey::isRevoked).forEach(key -> ended.add(key.id()));
        return ended;
    }
}
