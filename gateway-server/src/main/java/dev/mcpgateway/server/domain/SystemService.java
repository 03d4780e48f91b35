package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
     * Puts {@code backup} in place of everything. A key that has ended since the backup was made comes back revoked, one
     * that ends after a rotation ends when it was to, and one whose secret was renewed keeps the new one.
     *
     * @param keepAdminKey whether the present admin key stays
     * @return the ids of the keys that come back revoked
     */
    public Committed<List<String>> restore(GatewayState backup, boolean keepAdminKey) {
        // A walk over all keys, and most of the time nothing changes meanwhile: the log's thread is spared it then.
        GatewayState expected = log.state();
        Outcome<List<String>> prepared = restored(expected, backup, keepAdminKey);
        return log.commit(state -> state == expected ? prepared : restored(state, backup, keepAdminKey));
    }

    private Outcome<List<String>> restored(GatewayState state, GatewayState backup, boolean keepAdminKey) {
        List<Change> corrections = new ArrayList<>();
        if (keepAdminKey) {
            corrections.add(new SettingsSaved(
                    backup.settings().withAdminKey(state.settings().adminKey())));
        } else if (backup.settings().adminKey() == null) {
            throw new InvalidFieldException(
                    "backup.config.admin_apikey", "is missing: pass keep_admin_key to keep the present admin key");
        }
        Instant now = timestamps.next();
        List<String> stillRevoked = new ArrayList<>();
        for (ApiKey key : backup.keys()) {
            ApiKey present = state.keyById(key.id()).orElse(null);
            ApiKey corrected = present == null ? key : corrected(key, present);
            boolean ended = state.endedKeys().get(key.id()) != null
                    || (present != null
                            && (present.isRevoked() || (isReplaced(present, now) && !isReplaced(key, now))));
            if (ended && !corrected.isRevoked()) {
                stillRevoked.add(key.id());
                corrected = corrected.withLifecycle(corrected.lifecycle().revoked(now), now);
            }
            if (!corrected.equals(key)) {
                corrections.add(new KeySaved(corrected));
            }
        }
        // The number of the commit is not known yet; what replaces everything gives it to all records.
        GatewayState whole = backup.after(corrections, 0);
        return Outcome.of(List.copyOf(stillRevoked), new StateReplaced(whole.withEndedKeys(ended(state, whole))));
    }

    /** A key of a backup with the present secret, and the end that a rotation has set since. */
    private static ApiKey corrected(ApiKey key, ApiKey present) {
        ApiKey corrected = key.withCredential(present.credential());
        String replacedBy = present.lifecycle().replacedBy();
        return replacedBy == null || present.isRevoked()
                ? corrected
                : corrected.withLifecycle(
                        corrected
                                .lifecycle()
                                .replacedBy(replacedBy)
                                .expiringAt(present.lifecycle().expiresAt()),
                        present.updatedAt());
    }

    /** Whether the time that a rotation left to the key has run out. */
    private static boolean isReplaced(ApiKey key, Instant now) {
        return key.lifecycle().replacedBy() != null && key.isExpired(now);
    }

    /** Puts {@code fresh} in place of everything; keys that were revoked or replaced stay dead for later restores. */
    public Committed<GatewayState> reset(GatewayState fresh) {
        return log.commit(state -> Outcome.of(state, new StateReplaced(fresh.withEndedKeys(ended(state, fresh)))));
    }

    public Committed<Settings> changePlugins(UnaryOperator<Attributes> change) {
        return log.commit(state -> {
            Settings stored = state.settings();
            Settings changed = stored.withPlugins(change.apply(stored.plugins()));
            return changed.equals(stored) ? Outcome.unchanged(stored) : Outcome.of(changed, new SettingsSaved(changed));
        });
    }

    /** The ids of the keys of {@code state} that are not to come back to life after {@code next}. */
    private static List<String> ended(GatewayState state, GatewayState next) {
        List<String> ended = new ArrayList<>();
        state.endedKeys().forEach((id, yes) -> ended.add(id));
        for (ApiKey key : state.keys()) {
            boolean isLost = key.lifecycle().replacedBy() != null
                    && next.keyById(key.id()).isEmpty();
            if (key.isRevoked() || isLost) {
                ended.add(key.id());
            }
        }
        return ended;
    }
}
