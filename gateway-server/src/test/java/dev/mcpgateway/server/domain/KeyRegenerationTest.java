package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.ApiKeyService.Issued;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.ConflictException.Rule;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRegenerationTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ID = "key_old";
    private static final KeySettings SETTINGS = KeySettings.named("Laptop", "For the editor");
    private static final ClientToken TOKEN = new ClientToken("first-attempt");

    private final CountingMinter minter = new CountingMinter();

    private VolatileChangeLog log(Lifecycle lifecycle) {
        ApiKey key = SampleKeys.key(ID, SampleKeys.credential(0), SETTINGS, lifecycle, TOKEN);
        return new VolatileChangeLog(GatewayState.EMPTY.after(List.of(new KeySaved(key)), 1));
    }

    private ApiKeyService service(VolatileChangeLog log) {
        return new ApiKeyService(log, new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)), minter, () -> Plans.DEFAULT);
    }

    @Test
    void theSecretIsAnotherAndAllElseOfTheKeyStays() {
        VolatileChangeLog log = log(Lifecycle.NEW.expiringAt(NOW.plusSeconds(1)).disabled(NOW));
        ApiKey before = log.state().keyById(ID).orElseThrow();

        Issued issued = service(log).regenerate(ID).result();

        ApiKey after = log.state().keyById(ID).orElseThrow();
        assertEquals(SampleKeys.credential(1), after.credential());
        assertEquals(minter.secret(1), issued.secret());
        assertEquals(
                before,
                after.withCredential(before.credential(), before.updatedAt()).withVersion(before.version()));
        assertEquals(NOW, after.updatedAt());
    }

    @Test
    void theOldSecretFindsNothingOnceTheCallIsAnswered() {
        VolatileChangeLog log = log(Lifecycle.NEW);
        ApiKeyService service = service(log);

        service.regenerate(ID);

        assertEquals(
                0, log.state().keysByLookup(SampleKeys.credential(0).lookup()).count());
        assertEquals(
                List.of(ID),
                log.state()
                        .keysByLookup(SampleKeys.credential(1).lookup())
                        .map(ApiKey::id)
                        .toList());
    }

    @Test
    void aKeyThatHasEndedGetsNoNewSecret() {
        VolatileChangeLog revoked = log(Lifecycle.NEW.revoked(NOW));
        VolatileChangeLog expired = log(Lifecycle.NEW.expiringAt(NOW));
        GatewayState before = revoked.state();

        assertEquals(Rule.API_KEY_REVOKED, refusal(revoked));
        assertEquals(Rule.API_KEY_EXPIRED, refusal(expired));
        assertSame(before, revoked.state());
        assertEquals(0, minter.minted(), "what is refused anyway costs no hash");
    }

    @Test
    void aKeyThatEndsWhileItsNewSecretIsMadeGetsNone() {
        VolatileChangeLog log = log(Lifecycle.NEW);
        minter.whileMinting(() -> log.commit(state -> ChangeLog.Outcome.of(
                "", new KeySaved(state.keyById(ID).orElseThrow().withLifecycle(Lifecycle.NEW.revoked(NOW), NOW)))));

        assertEquals(Rule.API_KEY_REVOKED, refusal(log));
    }

    private Rule refusal(VolatileChangeLog log) {
        return assertThrows(ConflictException.class, () -> service(log).regenerate(ID))
                .rule();
    }
}
