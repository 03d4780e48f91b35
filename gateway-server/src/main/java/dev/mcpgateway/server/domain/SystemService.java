package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
        Instant now = timestamps.next();
        GatewayState expected = log.state();
        Prepared prepared = prepared(expected, backup, keepAdminKey, now);
        return log.commit(expected, prepared.outcome(), state -> {
            // Much may have been written meanwhile that has nothing to do with what a restore may not undo.
            Prepared again = prepared(state, backup, keepAdminKey, now);
            return again.isSameAs(prepared) ? prepared.outcome() : again.outcome();
        });
    }

    /** A restore that was decided on, and what it depends on. */
    private record Prepared(EndedKeys.Kept kept, Outcome<List<String>> outcome) {
        boolean isSameAs(Prepared other) {
            return kept.isSameAs(other.kept)
                    && Objects.equals(
                            kept.state().settings().adminKey(),
                            other.kept.state().settings().adminKey());
        }
    }

    private static Prepared prepared(GatewayState state, GatewayState backup, boolean keepAdminKey, Instant now) {
        GatewayState next = backup;
        if (keepAdminKey) {
            Settings settings = backup.settings().withAdminKey(state.settings().adminKey());
            next = backup.after(List.of(new SettingsSaved(settings)), 0);
        } else if (backup.settings().adminKey() == null) {
            throw new InvalidFieldException(
                    "backup.config.admin_apikey", "is missing: pass keep_admin_key to keep the present admin key");
        }
        EndedKeys.Kept kept = EndedKeys.kept(state, next, EndedKeys.Proof.PRESENT, now);
        return new Prepared(kept, Outcome.of(kept.stillRevoked(), new StateReplaced(kept.state())));
    }

    /** Puts {@code fresh} in place of everything; keys that were revoked or replaced stay dead for later restores. */
    public Committed<GatewayState> reset(GatewayState fresh) {
        return log.commit(
                state -> Outcome.of(state, new StateReplaced(fresh.withEndedKeys(EndedKeys.ids(state, fresh)))));
    }

    /** Puts {@code key} in place of the admin key, and gives it back once the old one is dead. */
    public Secret rotateAdminKey(Secret key) {
        return log.commit(state ->
                        Outcome.of(key, new SettingsSaved(state.settings().withAdminKey(key))))
                .result();
    }

    public Committed<Settings> changePlugins(UnaryOperator<Attributes> change) {
        return log.commit(state -> {
            Settings stored = state.settings();
            Settings changed = stored.withPlugins(change.apply(stored.plugins()));
            return changed.equals(stored) ? Outcome.unchanged(stored) : Outcome.of(changed, new SettingsSaved(changed));
        });
    }
}
