package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final KeySettings SETTINGS = KeySettings.named("Laptop", "For the editor");
    private static final Instant END = NOW.plus(Duration.ofDays(30));

    private final KeyMinter minter = new CountingMinter();

    private ApiKeyService service(Lifecycle lifecycle) {
        ApiKey old = SampleKeys.key(
                "key_old", SampleKeys.credential(0), SETTINGS, lifecycle, new ClientToken("the first attempt"));
        GatewayState state = GatewayState.EMPTY.after(List.of(new KeySaved(old)), 1);
        return new ApiKeyService(
                new VolatileChangeLog(state),
                new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)),
                minter,
                () -> Plans.DEFAULT);
    }

    @Test
    void theNewKeyEndsWhenTheOldOneWasToEnd() {
        ApiKey successor = service(Lifecycle.NEW.expiringAt(END))
                .rotate("key_old", Duration.ZERO)
                .result()
                .key();

        assertEquals(END, successor.lifecycle().expiresAt());
        assertNull(successor.lifecycle().revokedAt());
    }

    @Test
    void theNewKeyOfADisabledOneIsDisabledAndEndsAsItDid() {
        Lifecycle lifecycle = service(Lifecycle.NEW.expiringAt(END).disabled(NOW))
                .rotate("key_old", Duration.ZERO)
                .result()
                .key()
                .lifecycle();

        assertEquals(END, lifecycle.expiresAt());
        assertEquals(NOW, lifecycle.disabledAt());
    }

    @Test
    void theNewKeyHasTheSettingsOfTheOldOneAndNotItsClientToken() {
        ApiKey successor =
                service(Lifecycle.NEW).rotate("key_old", Duration.ZERO).result().key();

        assertEquals(SETTINGS, successor.settings());
        assertNull(successor.clientToken());
    }

    @Test
    void theNewKeyDoesNotEndWithTheGraceOfTheOldOne() {
        ApiKeyService service = service(Lifecycle.NEW);
        service.rotate("key_old", Duration.ofHours(1));

        ApiKey second =
                service.rotate("key_old", Duration.ofMinutes(1)).result().key();

        assertNull(second.lifecycle().expiresAt());
    }

    @Test
    void aSecondNewKeyOfTheSameOneEndsWithTheFirst() {
        ApiKeyService service = service(Lifecycle.NEW.expiringAt(END));
        service.rotate("key_old", Duration.ofHours(1));

        ApiKey second = service.rotate("key_old", Duration.ZERO).result().key();

        assertEquals(END, second.lifecycle().expiresAt());
    }

    @Test
    void aNewKeyOfTheFirstInAChainEndsWithTheLast() {
        ApiKeyService service = service(Lifecycle.NEW.expiringAt(END));
        String first =
                service.rotate("key_old", Duration.ofHours(2)).result().key().id();
        service.rotate(first, Duration.ofHours(1));

        ApiKey another = service.rotate("key_old", Duration.ZERO).result().key();

        assertEquals(END, another.lifecycle().expiresAt());
    }

    @Test
    void aNewKeyOutlastsNoGraceWhereTheOneThatKnewTheEndIsDeleted() {
        ApiKeyService service = service(Lifecycle.NEW.expiringAt(END));
        ApiKeyService.Rotated rotated =
                service.rotate("key_old", Duration.ofHours(1)).result();
        service.delete(rotated.key().id(), Precondition.NONE);

        ApiKey another = service.rotate("key_old", Duration.ZERO).result().key();

        assertEquals(rotated.old().lifecycle().expiresAt(), another.lifecycle().expiresAt());
    }

    @Test
    void keysThatAFileLetsReplaceEachOtherAreRotatedToo() {
        ApiKeyService service = service(Lifecycle.NEW.expiringAt(END).replacedBy("key_old"));

        assertEquals(
                END,
                service.rotate("key_old", Duration.ZERO)
                        .result()
                        .key()
                        .lifecycle()
                        .expiresAt());
    }
}
