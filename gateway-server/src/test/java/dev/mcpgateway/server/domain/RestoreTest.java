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
