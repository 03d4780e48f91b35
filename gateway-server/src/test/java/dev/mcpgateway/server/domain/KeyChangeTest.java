package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.ApiKey.Status;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that are there already: changed, revoked, rotated once more. */
class KeyChangeTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ID = "key_old";

    private final CountingMinter minter = new CountingMinter();

    private ApiKeyService service(Lifecycle lifecycle) {
        ApiKey key = SampleKeys.key(ID, lifecycle);
        return new ApiKeyService(
                new VolatileChangeLog(GatewayState.EMPTY.after(List.of(new KeySaved(key)), 1)),
                new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)),
                minter,
                () -> Plans.DEFAULT);
    }

    private static ApiKey update(ApiKeyService service, KeyUpdates update) {
        return service.update(ID, update.build(), Precondition.NONE).result();
    }

    @Test
    void whatIsSetIsStoredAndTheRestStays() {
        ApiKeyService service = service(Lifecycle.NEW);

        update(service, KeyUpdates.set().name("Laptop").plan("free").expiresInSeconds(60));
        ApiKey key = update(service, KeyUpdates.set().plan("standard"));

        assertEquals("Laptop", key.settings().name());
        assertEquals("standard", key.settings().plan());
        assertEquals(NOW.plusSeconds(60), key.lifecycle().expiresAt());
        assertNull(update(service, KeyUpdates.set().expiresAt(null)).lifecycle().expiresAt());
    }

    @Test
    void aChangeOfNothingLeavesTheDatesAsTheyAre() {
        assertNull(update(service(Lifecycle.NEW), KeyUpdates.set().name(null)).updatedAt());
    }

    @Test
    void aKeyThatHasEndedIsNotChanged() {
        Lifecycle expired = Lifecycle.NEW.expiringAt(NOW);
        ConflictException refusal = assertThrows(
                ConflictException.class,
                () -> update(service(expired), KeyUpdates.set().expiresInSeconds(60)));
        assertEquals(ConflictException.Rule.API_KEY_EXPIRED, refusal.rule());
        Lifecycle revoked = Lifecycle.NEW.revoked(NOW);
        refusal = assertThrows(
                ConflictException.class,
                () -> update(service(revoked), KeyUpdates.set().name("x")));
        assertEquals(ConflictException.Rule.API_KEY_REVOKED, refusal.rule());
    }

    @Test
    void theEndThatARotationSetCanOnlyBeBroughtForward() {
        ApiKeyService service = service(Lifecycle.NEW);
        service.rotate(ID, Duration.ofHours(1));

        assertThrows(
                InvalidFieldException.class,
                () -> update(service, KeyUpdates.set().expiresInSeconds(7200)));
        assertThrows(
                InvalidFieldException.class,
                () -> update(service, KeyUpdates.set().expiresAt(null)));
        assertEquals(
                NOW.plusSeconds(60),
                update(service, KeyUpdates.set().expiresInSeconds(60))
                        .lifecycle()
                        .expiresAt());
    }

    @Test
    void aRevokedKeyStaysRevokedSinceTheFirstTime() {
        ApiKeyService service = service(Lifecycle.NEW);

        ApiKey first = service.revoke(ID).result();
        ApiKey second = service.revoke(ID).result();

        assertEquals(Status.REVOKED, first.status(NOW));
        assertEquals(first.lifecycle(), second.lifecycle());
        assertThrows(ConflictException.class, () -> service.enable(ID));
        assertThrows(ConflictException.class, () -> service.regenerate(ID));
        assertThrows(ConflictException.class, () -> service.rotate(ID, Duration.ZERO));
    }

    @Test
    void theKeysOfAChainOfRotationsShareOneLimit() {
        ApiKeyService service = service(Lifecycle.NEW);

        ApiKey second = service.rotate(ID, Duration.ofHours(1)).result().key();
        ApiKey third = service.rotate(second.id(), Duration.ofHours(1)).result().key();

        assertEquals(ID, second.rateGroup());
        assertEquals(ID, third.rateGroup());
    }

    @Test
    void aNewSecretBeginsAsTheOldOneDid() {
        ApiKeyService service = service(Lifecycle.NEW);
        service.regenerate(ID);
        service.rotate(ID, Duration.ZERO);

        assertEquals(List.of(KeyPrefix.MGW, KeyPrefix.MGW), minter.prefixes());
        assertSame(KeyPrefix.MCP_SK, KeyPrefix.ofMask("mcp_sk_a1b2...o5p6"));
        assertSame(KeyPrefix.MGW, KeyPrefix.ofMask("aB3-...QrSt"));
    }

    @Test
    void aKeyThatBeginsLaterIsNotYetValid() {
        ApiKeyService service = service(Lifecycle.NEW);
        ApiKey key = update(service, KeyUpdates.set().notBefore(NOW.plusSeconds(1)));

        assertEquals(Status.NOT_YET_VALID, key.status(NOW));
        assertEquals(Status.ACTIVE, key.status(NOW.plusSeconds(1)));
        assertFalse(key.hasBegun(NOW));
    }
}
