package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
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
        return log.commit(
                expected, restored(expected, backup, keepAdminKey), state -> restored(state, backup, keepAdminKey));
    }

    private Outcome<List<String>> restored(GatewayState state, GatewayState backup, boolean keepAdminKey) {
        GatewayState next = backup;
        if (keepAdminKey) {
            Settings kept = backup.settings().withAdminKey(state.settings().adminKey());
            next = backup.after(List.of(new SettingsSaved(kept)), 0);
        } else if (backup.settings().adminKey() == null) {
            throw new InvalidFieldException(
                    "backup.config.admin_apikey", "is missing: pass keep_admin_key to keep the present admin key");
        }
        EndedKeys.Kept kept = EndedKeys.kept(state, next, EndedKeys.Proof.PRESENT, timestamps.next());
        return Outcome.of(kept.stillRevoked(), new StateReplaced(kept.state()));
    }

    /** Puts {@code fresh} in place of everything; keys that were revoked or replaced stay dead for later restores. */
    public Committed<GatewayState> reset(GatewayState fresh) {
        return log.commit(
                state -> Outcome.of(state, new StateReplaced(fresh.withEndedKeys(EndedKeys.ids(state, fresh)))));
    }

    public Committed<Settings> changePlugins(UnaryOperator<Attributes> change) {
        return log.commit(state -> {
            Settings stored = state.settings();
            Settings changed = stored.withPlugins(change.apply(stored.plugins()));
            return changed.equals(stored) ? Outcome.unchanged(stored) : Outcome.of(changed, new SettingsSaved(changed));
        });
    }
}
