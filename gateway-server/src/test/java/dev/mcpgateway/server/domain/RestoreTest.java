package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RestoreTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ID = "key_old";
    private static final GatewayState BACKUP = with(SampleKeys.key(ID, Lifecycle.NEW));

    private static GatewayState with(ApiKey... keys) {
        GatewayState state = GatewayState.EMPTY.after(
                List.of(new SettingsSaved(Settings.EMPTY.withAdminKey(Secret.of("admin")))), 0);
        for (ApiKey key : keys) {
            state = state.after(List.of(new KeySaved(key)), 0);
        }
        return state;
    }

    private static ApiKey rotated(Instant end) {
        return SampleKeys.key(ID, Lifecycle.NEW.replacedBy("key_new").expiringAt(end));
    }

    private static SystemService service(VolatileChangeLog log) {
        return new SystemService(log, new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static ApiKey key(VolatileChangeLog log) {
        return log.state().keyById(ID).orElseThrow();
    }

    @Test
    void aKeyWhoseTimeAfterARotationHasRunOutComesBackRevoked() {
        VolatileChangeLog log = new VolatileChangeLog(with(rotated(NOW)));

        assertEquals(List.of(ID), service(log).restore(BACKUP, false).result());

        assertTrue(key(log).isRevoked());
    }

    @Test
    void aKeyThatStillWorksAfterARotationEndsWhenItWasTo() {
        Instant end = NOW.plusSeconds(60);
        VolatileChangeLog log = new VolatileChangeLog(with(rotated(end)));

        assertEquals(List.of(), service(log).restore(BACKUP, false).result());

        assertEquals(end, key(log).lifecycle().expiresAt());
        assertEquals("key_new", key(log).lifecycle().replacedBy());
        assertFalse(key(log).isRevoked());
    }

    /** A log that another change always comes to before the one that was prepared. */
    private static final class BusyLog implements ChangeLog {
        private final VolatileChangeLog log;
        private final Change change;
        private boolean usedPrepared;

        BusyLog(GatewayState state, Change change) {
            this.log = new VolatileChangeLog(state);
            this.change = change;
        }

        @Override
        public <R> Committed<R> commit(GatewayState expected, Outcome<R> prepared, Transaction<R> otherwise) {
            log.commit(state -> Outcome.of("", change));
            return log.commit(state -> {
                Outcome<R> outcome = otherwise.decide(state);
                usedPrepared = outcome.changes().equals(prepared.changes());
                return outcome;
            });
        }

        @Override
        public GatewayState state() {
            return log.state();
        }

        @Override
        public <R> Committed<R> commit(Transaction<R> transaction) {
            return log.commit(transaction);
        }

        @Override
        public Following follow(String name, Consumer<GatewayState> listener) {
            return log.follow(name, listener);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void whatWasPreparedServesWhereOthersWroteWhatARestoreReplacesAnyway() {
        BusyLog log =
                new BusyLog(BACKUP, new UserSaved(new User("user", "a@b.example", NOW, null, 0, Attributes.EMPTY)));

        new SystemService(log, new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC))).restore(BACKUP, true);

        assertTrue(log.usedPrepared);
        assertTrue(log.state().userById("user").isEmpty());
    }

    @Test
    void aKeyThatIsRevokedWhileARestoreIsPreparedStaysRevoked() {
        BusyLog log = new BusyLog(BACKUP, new KeySaved(SampleKeys.key(ID, Lifecycle.NEW.revoked(NOW))));

        List<String> stillRevoked = new SystemService(log, new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)))
                .restore(BACKUP, true)
                .result();

        assertEquals(List.of(ID), stillRevoked);
        assertFalse(log.usedPrepared);
        assertTrue(log.state().keyById(ID).orElseThrow().isRevoked());
    }

    @Test
    void anAdminKeyThatIsSetWhileARestoreIsPreparedIsTheOneThatIsKept() {
        BusyLog log = new BusyLog(BACKUP, new SettingsSaved(Settings.EMPTY.withAdminKey(Secret.of("set meanwhile"))));

        new SystemService(log, new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC))).restore(BACKUP, true);

        assertEquals(Secret.of("set meanwhile"), log.state().settings().adminKey());
    }

    @Test
    void aKeyThatARotationHadEndedInTheBackupTooComesBackAsItWas() {
        VolatileChangeLog log = new VolatileChangeLog(with(rotated(NOW)));
        GatewayState backup = log.state();

        assertEquals(List.of(), service(log).restore(backup, false).result());
        assertEquals(List.of(), service(log).restore(backup, false).result());

        assertEquals(ApiKey.Status.EXPIRED, key(log).status(NOW));
    }

    @Test
    void aKeyComesBackRevokedHoweverOftenItIsRestored() {
        VolatileChangeLog log = new VolatileChangeLog(with(rotated(NOW)));
        service(log).restore(BACKUP, false);

        service(log).restore(BACKUP, false);

        assertTrue(key(log).isRevoked());
    }

    @Test
    void aKeyThatWasReplacedStaysDeadWhenItIsRestoredAfterAReset() {
        VolatileChangeLog log = new VolatileChangeLog(with(rotated(NOW.plusSeconds(60))));
        service(log).reset(with());

        assertEquals(List.of(ID), service(log).restore(BACKUP, false).result());
    }

    private static ApiKey renewed(int secret) {
        return SampleKeys.key(ID, SampleKeys.credential(secret), KeySettings.NONE, Lifecycle.NEW, null);
    }

    @Test
    void aKeyWhoseSecretWasRenewedSinceTheBackupKeepsItsPresentOne() {
        VolatileChangeLog log = new VolatileChangeLog(BACKUP);
        log.commit(state -> ChangeLog.Outcome.of("", new KeySaved(renewed(1))));

        assertEquals(List.of(), service(log).restore(BACKUP, false).result());

        assertEquals(SampleKeys.credential(1), key(log).credential());
        assertEquals(ApiKey.Status.ACTIVE, key(log).status(NOW));
    }

    @Test
    void aSecretThatARenewalEndedStaysDeadWhenItIsRestoredAfterAReset() {
        VolatileChangeLog log = new VolatileChangeLog(BACKUP);
        log.commit(state -> ChangeLog.Outcome.of("", new KeySaved(renewed(1))));
        GatewayState later = log.state();
        service(log).reset(with());

        assertEquals(List.of(ID), service(log).restore(BACKUP, false).result());
        assertTrue(key(log).isRevoked());

        service(log).reset(with());
        assertEquals(List.of(ID), service(log).restore(later, false).result(), "it has come back revoked for good");
    }

    @Test
    void aSecretThatARenewalMadeComesBackAliveAfterAReset() {
        VolatileChangeLog log = new VolatileChangeLog(BACKUP);
        log.commit(state -> ChangeLog.Outcome.of("", new KeySaved(renewed(1))));
        GatewayState backup = log.state();
        service(log).reset(with());

        assertEquals(List.of(), service(log).restore(backup, false).result());

        assertEquals(SampleKeys.credential(1), key(log).credential());
        assertEquals(ApiKey.Status.ACTIVE, key(log).status(NOW));
    }

    @Test
    void anEditThatBringsAnEndedSecretLeavesTheKeyItsPresentOne() {
        GatewayState present = BACKUP.after(List.of(new KeySaved(renewed(1))), 1);

        EndedKeys.Kept kept = EndedKeys.kept(present, BACKUP, EndedKeys.Proof.NEXT, NOW);

        assertEquals(List.of(), kept.stillRevoked());
        assertEquals(
                SampleKeys.credential(1), kept.state().keyById(ID).orElseThrow().credential());
    }

    @Test
    void anEditMayGiveAKeyASecretThatHasNotEnded() {
        EndedKeys.Kept kept = EndedKeys.kept(BACKUP, with(renewed(1)), EndedKeys.Proof.NEXT, NOW);

        assertEquals(
                SampleKeys.credential(1), kept.state().keyById(ID).orElseThrow().credential());
    }

    @Test
    void aKeyThatExpiredByItselfComesBackAsTheBackupHasIt() {
        VolatileChangeLog log = new VolatileChangeLog(with(SampleKeys.key(ID, Lifecycle.NEW.expiringAt(NOW))));

        assertEquals(List.of(), service(log).restore(BACKUP, false).result());

        assertNull(key(log).lifecycle().expiresAt());
    }

    @Test
    void aKeyThatEndsWhileTheRestoreIsPreparedComesBackRevoked() {
        VolatileChangeLog log = new VolatileChangeLog(with(SampleKeys.key(ID, Lifecycle.NEW)));
        Clock meddling = new Clock() {
            private boolean isFirst = true;

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (isFirst) {
                    isFirst = false;
                    log.commit(state ->
                            ChangeLog.Outcome.of("", new KeySaved(SampleKeys.key(ID, Lifecycle.NEW.revoked(NOW)))));
                }
                return NOW;
            }
        };

        SystemService service = new SystemService(log, new Timestamps(meddling));

        assertEquals(List.of(ID), service.restore(BACKUP, false).result());
    }

    @Test
    void aBackupThatWasWrittenAtALaterNumberGetsThatOfTheRestore() {
        GatewayState late = BACKUP.after(
                        List.of(new UserSaved(new User("u", "u@example.com", NOW, null, 0, Attributes.EMPTY))), 0)
                .replacedAt(500);
        VolatileChangeLog log = new VolatileChangeLog(with(rotated(NOW)));

        GatewayState restored = service(log).restore(late, true).state();

        assertEquals(1, restored.versionOf(restored.user("u")));
        assertEquals(1, restored.versionOf(key(log)));
    }
}
