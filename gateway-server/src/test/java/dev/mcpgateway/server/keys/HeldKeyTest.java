package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.ProjectDeleted;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.RateLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes on for longer than a moment with a key, and who has no key. */
@Timeout(60)
class HeldKeyTest {
    private final SampleKey sample = Door.sample();
    private final Door door = new Door(SampleKey.state(sample));

    @Test
    void whileNothingChangesTheHolderStaysTheSame() {
        KeyHolder holder = door.identify(sample.secret());

        assertSame(holder, again(holder));
        assertSame(holder, still(holder));
    }

    @Test
    void aKeyThatWasRevokedMeanwhileIsHeldNoMore() {
        KeyHolder holder = door.identify(sample.secret());
        commit(new KeySaved(sample.revoked(Door.NOW).record()));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(holder));
        assertNull(still(holder));
    }

    @Test
    void aKeyWhoseTimeIsOverMeanwhileIsHeldNoMoreThoughNothingHasChanged() {
        SampleKey ending = Door.sample().expiring(Door.NOW.plusSeconds(60));
        commit(new KeySaved(ending.record()));
        KeyHolder holder = door.identify(ending.secret());
        assertSame(holder, again(holder));
        door.clock.advance(Duration.ofMinutes(1));

        assertEquals(KeyRefusal.EXPIRED_API_KEY, refusal(holder));
        assertNull(still(holder));
    }

    @Test
    void aKeyThatWasDeletedMeanwhileIsHeldNoMore() {
        KeyHolder holder = door.identify(sample.secret());
        commit(new KeyDeleted("key_1"));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(holder));
        assertNull(still(holder));
    }

    @Test
    void aKeyThatMayNotBeUsedFromThereAnyMoreIsHeldNoMore() {
        KeyHolder holder = door.identify(sample.secret());
        commit(new KeySaved(sample.from("198.51.100.0/24").record()));

        assertEquals(KeyRefusal.IP_NOT_ALLOWED, refusal(holder));
        assertNull(still(holder));
    }

    @Test
    void aKeyWhoseProjectIsGoneIsHeldNoMore() {
        KeyHolder holder = door.identify(sample.secret());
        commit(new ProjectDeleted(SampleKey.PROJECT));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(holder));
        assertNull(still(holder));
    }

    @Test
    void aKeyThatGotAnotherSecretUnderItsIdIsAnotherOne() {
        KeyHolder holder = door.identify(sample.secret());
        commit(new KeySaved(Door.sample().record()));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(holder));
        assertNull(still(holder));
    }

    @Test
    void whatChangesOfAKeyIsSoForItsHolderFromThenOn() {
        KeyHolder holder = door.identify(sample.secret());
        commit(new KeySaved(sample.limit(7, 60).record()));

        KeyHolder again = again(holder);
        KeyHolder still = still(holder);
        assertNotNull(still);
        assertEquals(new RateLimit(7, 60), again.key().settings().rateLimit());
        assertEquals(new RateLimit(7, 60), still.key().settings().rateLimit());
        assertSame(door.log.state(), still.state());
        assertEquals(SampleKey.PROJECT, still.project().id());
        assertEquals(Door.CLIENT, still.client());
        assertEquals(sample.secret(), still.secret());
    }

    @Test
    void whoBringsNoKeyIsTheHolderOfTheOneThatStandsForThemAndOfItsLimits() {
        commit(new KeySaved(sample.limit(1, 60).record()));
        KeyHolder nobody = anonymous("key_1");

        assertEquals("key_1", nobody.key().id());
        assertEquals(SampleKey.PROJECT, nobody.project().id());
        assertEquals(0, door.checks.get(), "no proof is asked for");
        door.authenticator.admit(nobody);
        assertThrows(KeyRefusedException.class, () -> door.authenticator.admit(anonymous("key_1")));
    }

    @Test
    void whoBringsNoKeyIsRefusedWhereNoneStandsForThemOrThatMayNotBeUsed() {
        assertThrows(KeyRefusedException.class, () -> anonymous("key_2"));
        KeyHolder nobody = anonymous("key_1");
        commit(new KeySaved(sample.disabled(Door.NOW).record()));

        assertEquals(KeyRefusal.DISABLED_API_KEY, refusal(nobody));
        assertThrows(KeyRefusedException.class, () -> anonymous("key_1"));
    }

    @Test
    void whoBringsNoKeyStaysSoWhenTheStateChanges() {
        KeyHolder nobody = anonymous("key_1");
        commit(new KeySaved(sample.limit(7, 60).record()));

        KeyHolder again = again(nobody);
        assertEquals(new RateLimit(7, 60), again.key().settings().rateLimit());
        assertSame(door.log.state(), again.state());
    }

    @Test
    void onlyARecordThatIsThereIsKnown() {
        assertTrue(door.authenticator.knows(door.log.state(), sample.secret()));
        assertFalse(door.authenticator.knows(door.log.state(), Door.newKey()));
        assertEquals(0, door.checks.get());
    }

    private KeyHolder anonymous(String keyId) {
        return door.authenticator.anonymous(door.log.state(), keyId, Door.CLIENT);
    }

    private KeyHolder again(KeyHolder holder) {
        return door.authenticator.identifyAgain(holder, door.log.state());
    }

    private @Nullable KeyHolder still(KeyHolder holder) {
        return door.authenticator.stillHeld(holder, door.log.state());
    }

    private KeyRefusal refusal(KeyHolder holder) {
        return assertThrows(KeyRefusedException.class, () -> again(holder)).refusal();
    }

    private void commit(Change change) {
        door.log.commit(state -> new Outcome<>(List.of(change), change));
    }
}
