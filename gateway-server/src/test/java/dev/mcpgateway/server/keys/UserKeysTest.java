package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeyMinter.MintedKey;
import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class UserKeysTest {

    private final SecureRandom random = new SecureRandom();
    private final KeyHasher hasher = new KeyHasher(new Argon2Parameters(64, 1, 1), random);
    private final UserKeys keys = new UserKeys(random, hasher);

    @Test
    void aMintedKeyComesWithAllThatIsKeptOfIt() {
        MintedKey minted = keys.mint(KeyPrefix.MGW);
        String key = minted.key().reveal();

        assertTrue(key.startsWith("mgw_"));
        assertTrue(KeyFormat.hasValidChecksum(key));
        assertTrue(minted.keyId().matches("key_[0-9A-Za-z]{16}"), minted.keyId());
        assertEquals(keys.lookup(minted.key()), minted.credential().lookup());
        assertEquals(KeyFormat.mask(key), minted.credential().mask());
        assertFalse(minted.credential().legacy());
        assertTrue(hasher.verify(minted.key(), minted.credential().hash()));
    }

    @Test
    void noTwoMintedKeysHaveAnythingInCommon() {
        MintedKey one = keys.mint(KeyPrefix.MGW);
        MintedKey other = keys.mint(KeyPrefix.MGW);

        assertNotEquals(one.key(), other.key());
        assertNotEquals(one.keyId(), other.keyId());
        assertNotEquals(one.credential().lookup(), other.credential().lookup());
        assertNotEquals(one.credential().hash(), other.credential().hash());
    }

    @Test
    void aKeyOfAnotherFormIsTakenOverAsItIsAndMarkedAsLegacy() {
        Secret old = Secret.of("aB3-_9kLmN0pQrStUvWxYz1234567890aB3-_9kLmN0pQrSt");
        KeyCredential credential = keys.credential(old);

        assertTrue(credential.legacy());
        assertEquals("aB3-...QrSt", credential.mask());
        assertTrue(hasher.verify(old, credential.hash()));
    }

    @Test
    void aKeyOfOurFormWithAWrongChecksumIsLegacyToo() {
        String key = keys.mint(KeyPrefix.MGW).key().reveal();
        char last = key.charAt(key.length() - 1);
        String altered = key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a');

        assertTrue(keys.credential(Secret.of(altered)).legacy());
    }

    @Test
    void theIdOfAKeyMetInAFileIsTheSameAtEveryReading() {
        Secret old = Secret.of("s4i-5XmPsPobx06dz81do_b21ewgR3TM911ij8czDiE1B7vp");

        assertEquals(keys.keyId(old), keys.keyId(Secret.of(old.reveal())));
        assertTrue(keys.keyId(old).matches("key_[0-9A-Za-z]{16}"), keys.keyId(old));
        assertNotEquals(keys.keyId(old), keys.keyId(Secret.of("another")));
    }
}
