package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyMinterTest {

    private final SecureRandom random = new SecureRandom();
    private final KeyHasher hasher = new KeyHasher(new Argon2Parameters(64, 1, 1), random);
    private final KeyMinter minter = new KeyMinter(random, hasher);

    @ParameterizedTest
    @EnumSource(KeyPrefix.class)
    void aMintedKeyComesWithAllThatIsKeptOfIt(KeyPrefix prefix) {
        MintedKey minted = minter.mint(prefix);
        String key = minted.key().reveal();

        assertTrue(key.startsWith(prefix.text()));
        assertTrue(KeyFormat.hasValidChecksum(key));
        assertTrue(minted.keyId().matches("key_[0-9A-Za-z]{16}"), minted.keyId());
        assertEquals(KeyFormat.lookup(key), minted.lookup());
        assertEquals(KeyFormat.mask(key), minted.mask());
        assertTrue(hasher.verify(minted.key(), minted.hash()));
    }

    @Test
    void noTwoMintedKeysHaveAnythingInCommon() {
        MintedKey one = minter.mint(KeyPrefix.MGW);
        MintedKey other = minter.mint(KeyPrefix.MGW);

        assertNotEquals(one.key(), other.key());
        assertNotEquals(one.keyId(), other.keyId());
        assertNotEquals(one.lookup(), other.lookup());
        assertNotEquals(one.hash(), other.hash());
    }

    @Test
    void aKeyOfAnotherFormIsAdoptedAsItIs() {
        Secret legacy = Secret.of("aB3-_9kLmN0pQrStUvWxYz1234567890aB3-_9kLmN0pQrSt");
        MintedKey adopted = minter.adopt(legacy);

        assertEquals(legacy, adopted.key());
        assertEquals("aB3-...QrSt", adopted.mask());
        assertTrue(hasher.verify(legacy, adopted.hash()));
    }
}
