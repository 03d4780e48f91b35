package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.ProjectDeleted;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KeyAuthenticatorTest {

    private final SampleKey sample = Door.sample();

    @Test
    void aHolderIsTheKeyItsProjectAndWhereItCameFrom() {
        Door door = new Door(SampleKey.state(sample));

        KeyHolder holder = door.identify(sample.secret());

        assertEquals("key_1", holder.key().id());
        assertEquals(SampleKey.PROJECT, holder.project().id());
        assertEquals(door.log.state(), holder.state());
        assertEquals(sample.secret(), holder.secret());
        assertEquals(Door.CLIENT, holder.client());
        assertEquals("KeyHolder[key_1]", holder.toString());
    }

    @Test
    void aKeyIsHashedAtItsFirstUseAndNotAgain() {
        Door door = new Door(SampleKey.state(sample));
        for (int i = 0; i < 10; i++) {
            door.identify(sample.secret());
        }

        assertEquals(1, door.checks.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "x", "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw", "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbx"})
    void whatIsNoKeyIsRefusedWithoutAHash(String presented) {
        Door door = new Door(SampleKey.state(sample));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(door, Secret.of(presented)));
        assertEquals(0, door.checks.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aB3-_9kLmN0pQrStUvWxYz1234567890aB3-_9kLmN0pQrSt", "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbx"})
    void aKeyOfAnotherFormIsFoundByItsLookupAloneWhereItsRecordSaysSo(String old) {
        Secret key = Secret.of(old);
        Door taken = new Door(SampleKey.state(Door.sample(key).legacy()));
        assertEquals("key_1", taken.identify(key).key().id());

        Door mistyped = new Door(SampleKey.state(Door.sample(key)));
        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(mistyped, key));
        assertEquals(0, mistyped.checks.get());
    }

    @Test
    void aKeyMayHave256CharactersAndNoMore() {
        Secret longest = Secret.of("k".repeat(256));
        Secret longer = Secret.of("k".repeat(257));
        Door door = new Door(SampleKey.state(
                Door.sample(longest).legacy(), new SampleKey("key_2", longer, Door.HASHER.hash(longer)).legacy()));

        assertEquals("key_1", door.identify(longest).key().id());
        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(door, longer));
    }

    @Test
    void aKeyWhoseHashIsStillBeingMadeComesIn() {
        Door door = new Door(SampleKey.state(sample.unhashed()));

        assertEquals("key_1", door.identify(sample.secret()).key().id());
        assertEquals(0, door.checks.get());
    }

    @Test
    void anotherKeyWithTheSameLookupIsTriedToo() {
        Secret other = Door.newKey();
        // Two records with one look-up, as two keys have once in 2^64: the first has another key's hash.
        SampleKey first = new SampleKey("key_0", sample.secret(), Door.HASHER.hash(other));
        Door door = new Door(SampleKey.state(first, sample));

        assertEquals("key_1", door.identify(sample.secret()).key().id());
    }

    @Test
    void whatIsRememberedOfOneStateIsNotTakenForAnothers() {
        Door door = new Door(SampleKey.state(sample));
        GatewayState before = door.log.state();
        door.identify(sample.secret());
        door.log.commit(state -> Outcome.of(true, new KeyDeleted("key_1")));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(door, sample.secret()));
        assertNotNull(door.authenticator.prove(before, sample.secret()));
        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(door, sample.secret()));
        door.log.commit(
                state -> Outcome.of(true, new KeySaved(sample.limit(3, 60).record())));
        assertEquals(
                new RateLimit(3, 60),
                door.identify(sample.secret()).key().settings().rateLimit());
        assertEquals(1, door.checks.get());
    }

    @Test
    void aHolderWhoseKeyHasEndedMeanwhileIsRefusedAndAnyOtherIsOfTheStateOfNow() {
        Door door = new Door(SampleKey.state(sample));
        KeyHolder holder = door.identify(sample.secret());
        assertSame(holder, door.authenticator.identifyAgain(holder, door.log.state()));

        door.log.commit(
                state -> Outcome.of(true, new KeySaved(sample.limit(3, 60).record())));
        KeyHolder again = door.authenticator.identifyAgain(holder, door.log.state());
        assertEquals(new RateLimit(3, 60), again.key().settings().rateLimit());

        door.log.commit(state -> Outcome.of(true, new KeyDeleted("key_1")));
        assertEquals(
                KeyRefusal.INVALID_API_KEY,
                assertThrows(KeyRefusedException.class, () -> door.authenticator.identifyAgain(again, door.log.state()))
                        .refusal());
    }

    @Test
    void aHolderWhoseKeyHasExpiredMeanwhileIsRefused() {
        Door door = new Door(SampleKey.state(sample.expiring(Door.NOW.plusSeconds(1))));
        KeyHolder holder = door.identify(sample.secret());
        door.clock.advance(Duration.ofSeconds(1));

        assertEquals(
                KeyRefusal.EXPIRED_API_KEY,
                assertThrows(
                                KeyRefusedException.class,
                                () -> door.authenticator.identifyAgain(holder, door.log.state()))
                        .refusal());
    }

    @Test
    void aRecordWhoseHashCannotBeReadLetsNobodyIn() {
        Door door = new Door(SampleKey.state(new SampleKey("key_1", sample.secret(), "$argon2id$broken")));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(door, sample.secret()));
    }

    @Test
    void thousandsOfUnknownKeysOfTheRightFormRunNoHash() {
        Door door = new Door(SampleKey.state(sample));
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 5_000; i++) {
            assertNull(door.authenticator.prove(door.log.state(), KeyFormat.mint(KeyPrefix.MCP_SK, random)));
        }

        assertEquals(0, door.checks.get());
    }

    @Test
    void aHundredThousandKeysAreServedWithoutAHashOfAnyThatIsNotUsed() {
        Random random = new Random(3);
        String anyHash = sample.record().credential().hash();
        List<ApiKey> records = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            records.add(new SampleKey("key_a" + i, KeyFormat.mint(KeyPrefix.MGW, random), anyHash).record());
        }
        records.add(sample.record());
        Door door = new Door(SampleKey.state(records));
        assertEquals(0, door.checks.get());

        door.identify(sample.secret());
        assertEquals(1, door.checks.get());
    }

    @Test
    void aKeyWithoutItsProjectOpensNothing() {
        Door door = new Door(SampleKey.state(sample));
        door.log.commit(state -> Outcome.of(true, new ProjectDeleted(SampleKey.PROJECT)));

        assertEquals(KeyRefusal.INVALID_API_KEY, refusal(door, sample.secret()));
    }

    @Test
    void aKeyBeginsAndEndsAtTheVeryMoment() {
        Door door = new Door(
                SampleKey.state(sample.notBefore(Door.NOW.plusSeconds(10)).expiring(Door.NOW.plusSeconds(20))));
        door.clock.advance(Duration.ofMillis(9_999));
        assertEquals(KeyRefusal.INACTIVE_API_KEY, refusal(door, sample.secret()));
        door.clock.advance(Duration.ofMillis(1));
        assertNotNull(door.identify(sample.secret()));
        door.clock.advance(Duration.ofMillis(9_999));
        assertNotNull(door.identify(sample.secret()));
        door.clock.advance(Duration.ofMillis(1));
        assertEquals(KeyRefusal.EXPIRED_API_KEY, refusal(door, sample.secret()));
    }

    @Test
    void anExpiredKeyDoesNotComeBackWhenTheClockIsCorrected() {
        Door door = new Door(SampleKey.state(sample.expiring(Door.NOW.plusSeconds(10))));
        door.identify(sample.secret());
        door.clock.advance(Duration.ofSeconds(10));
        assertEquals(KeyRefusal.EXPIRED_API_KEY, refusal(door, sample.secret()));

        door.clock.advance(Duration.ofSeconds(-299));
        assertEquals(KeyRefusal.EXPIRED_API_KEY, refusal(door, sample.secret()));
    }

    @Test
    void anAddressThatFailsTooOftenIsToldToWaitAndAValidKeyFromItComesIn() {
        Door door = new Door(SampleKey.state(sample));
        for (int i = 0; i < Door.FAILURES_A_MINUTE; i++) {
            assertEquals(KeyRefusal.INVALID_API_KEY, refusal(door, Door.newKey()));
        }
        KeyRefusedException tooMany = assertThrows(KeyRefusedException.class, () -> door.identify(Door.newKey()));

        assertEquals(KeyRefusal.RATE_LIMIT_EXCEEDED, tooMany.refusal());
        assertEquals(OptionalInt.of(60), tooMany.retryAfterSeconds());
        assertNull(tooMany.limit());
        assertNotNull(door.identify(sample.secret()));
        KeyRefusedException elsewhere = assertThrows(
                KeyRefusedException.class,
                () -> door.authenticator.identify(door.log.state(), Door.newKey(), AddressRange.address("192.0.2.99")));
        assertEquals(KeyRefusal.INVALID_API_KEY, elsewhere.refusal());
    }

    @Test
    void everyKindOfFailedAuthenticationCountsAndAKeyFromAWrongAddressDoesNot() {
        Door door = new Door(SampleKey.state(sample.from("192.0.2.2").signed()));
        for (int i = 0; i < 10; i++) {
            assertEquals(KeyRefusal.IP_NOT_ALLOWED, refusal(door, sample.secret()));
        }
        Door unsigned = new Door(SampleKey.state(sample.from("192.0.2.1")));
        KeyHolder holder = unsigned.identify(sample.secret());
        for (int i = 0; i < Door.FAILURES_A_MINUTE; i++) {
            assertEquals(KeyRefusal.INVALID_SIGNATURE, signatureRefusal(unsigned, holder));
        }

        assertEquals(KeyRefusal.RATE_LIMIT_EXCEEDED, signatureRefusal(unsigned, holder));
        assertEquals(KeyRefusal.RATE_LIMIT_EXCEEDED, refusal(unsigned, Door.newKey()));
    }

    @Test
    void aKeyThatNeedsNoSignaturePassesWithoutOne() {
        Door door = new Door(SampleKey.state(sample));

        door.authenticator.checkSignature(door.identify(sample.secret()), unsigned());
    }

    @Test
    void aKeyWithoutAPlanIsNotLimited() {
        Door door = new Door(SampleKey.state(sample));

        assertNull(door.authenticator.admit(door.identify(sample.secret())));
        assertNull(door.authenticator.outlook(sample.record()));
    }

    @Test
    void aPlanLimitsUnderItsName() {
        Door door = new Door(SampleKey.state(sample.plan("free")));

        assertEquals(new Admission("free", 10, 60, 10, 0), door.authenticator.outlook(sample.record()));
        assertEquals(new Admission("free", 10, 60, 9, 60), door.authenticator.admit(door.identify(sample.secret())));
        assertEquals(new Admission("free", 10, 60, 9, 60), door.authenticator.outlook(sample.record()));
    }

    @Test
    void aLimitOfItsOwnCountsInPlaceOfThePlans() {
        Door door = new Door(SampleKey.state(sample.plan("free").limit(1, 30)));
        KeyHolder holder = door.identify(sample.secret());
        assertEquals(new Admission("custom", 1, 30, 0, 30), door.authenticator.admit(holder));

        KeyRefusedException refused = assertThrows(KeyRefusedException.class, () -> door.authenticator.admit(holder));
        assertEquals(KeyRefusal.RATE_LIMIT_EXCEEDED, refused.refusal());
        assertEquals(OptionalInt.of(30), refused.retryAfterSeconds());
        assertEquals(new Admission("custom", 1, 30, 0, 30), refused.limit());
    }

    @Test
    void theKeysOfARotationShareTheirLimit() {
        Secret successor = Door.newKey();
        Door door = new Door(SampleKey.state(
                sample.limit(2, 60).limitGroup("chain"),
                new SampleKey("key_2", successor, Door.HASHER.hash(successor))
                        .limit(2, 60)
                        .limitGroup("chain")));
        door.authenticator.admit(door.identify(sample.secret()));
        door.authenticator.admit(door.identify(successor));

        assertThrows(KeyRefusedException.class, () -> door.authenticator.admit(door.identify(sample.secret())));
        assertThrows(KeyRefusedException.class, () -> door.authenticator.admit(door.identify(successor)));
    }

    @Test
    void aProvedKeyIsToldApartFromOneThatMayBeUsed() {
        Door door = new Door(SampleKey.state(sample.disabled(Door.NOW)));
        ApiKey key = door.authenticator.prove(door.log.state(), sample.secret());

        assertNotNull(key);
        assertEquals(KeyRefusal.DISABLED_API_KEY, door.authenticator.standing(key));
        assertNull(door.authenticator.standing(Door.sample().record()));
        assertFalse(key.isRevoked());
        assertTrue(key.isLive(Door.NOW));
    }

    private static KeyRefusal refusal(Door door, Secret key) {
        return assertThrows(KeyRefusedException.class, () -> door.identify(key)).refusal();
    }

    private static KeyRefusal signatureRefusal(Door door, KeyHolder holder) {
        return assertThrows(KeyRefusedException.class, () -> door.authenticator.checkSignature(holder, unsigned()))
                .refusal();
    }

    private static SignedRequest unsigned() {
        return new SignedRequest("GET", "/mcp", name -> List.of(), SignedRequest.Body.of(new byte[0]));
    }
}
