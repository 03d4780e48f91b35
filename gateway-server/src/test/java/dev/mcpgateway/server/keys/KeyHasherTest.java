package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHasherTest {

    private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 2, 1);

    private final KeyHasher hasher = new KeyHasher(CHEAP, new SecureRandom());

    /**
     * The fourth is the test vector of the reference implementation (phc-winner-argon2, src/test.c); the others were
     * made with that implementation (argon2-cffi 25.1.0).
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "correct horse;$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$rk2Mi3E4dgRMg0fHaYaptWVZRKqs//6b6k3/nntqGJk",
                "pässwörd €;$argon2id$v=19$m=256,t=3,p=2$AAECAwQFBgcICQoLDA0ODw$GNivfYaNCfbC7XpPfDDynINKLb6kQIdXPKppAOJGUac",
                "'';$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$YdvKnHDNdnx3UXOE4OXsgVckBvuq3gpvrMbEV3UYnbY",
                "password;$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "marker;$argon2id$v=19$m=64,t=4,p=4$MDEyMzQ1Njc4OWFiY2RlZg$fkJqRx+jau5EKBEOu5Ysd+kIhsH3ReVi9BZcy7oYLV8"
            })
    void hashesOfTheReferenceImplementationAreVerified(String password, String hash) {
        assertTrue(hasher.verify(Secret.of(password), hash));
        assertFalse(hasher.verify(Secret.of(password + "x"), hash));
    }

    @Test
    void aHashIsVerifiedForItsKeyAlone() {
        String hash = hasher.hash(Secret.of("the key"));

        assertTrue(hash.matches("\\$argon2id\\$v=19\\$m=64,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), hash);
        assertTrue(hasher.verify(Secret.of("the key"), hash));
        assertFalse(hasher.verify(Secret.of("the kez"), hash));
        assertFalse(hasher.verify(Secret.of(hash), hash));
    }

    @Test
    void twoHashesOfOneKeyHaveDifferentSalts() {
        assertNotEquals(hasher.hash(Secret.of("the key")), hasher.hash(Secret.of("the key")));
    }

    @ParameterizedTest
    @CsvSource({
        "64,2,1,false",
        "128,2,1,false",
        "64,3,1,false",
        "64,2,2,false",
        "63,2,1,true",
        "64,1,1,true",
        "4096,1,1,true"
    })
    void aHashIsRenewedWhenAnyOfItsParametersIsLower(int memoryKib, int iterations, int lanes, boolean renewed) {
        Argon2Parameters parameters = new Argon2Parameters(memoryKib, iterations, lanes);
        String stored = new PhcString(parameters, new byte[16], new byte[32]).format();

        assertEquals(renewed, hasher.needsRehash(stored));
    }

    @Test
    void aHashIsRenewedWhenItsSaltOrHashIsShorter() {
        assertTrue(hasher.needsRehash(new PhcString(CHEAP, new byte[8], new byte[32]).format()));
        assertTrue(hasher.needsRehash(new PhcString(CHEAP, new byte[16], new byte[16]).format()));
    }

    @Test
    void aMalformedHashIsRefusedAndNotTakenForAWrongKey() {
        Secret key = Secret.of("the key");

        assertThrows(MalformedHashException.class, () -> hasher.verify(key, "$argon2id$junk"));
        assertThrows(MalformedHashException.class, () -> hasher.needsRehash("$argon2id$junk"));
        assertThrows(MalformedHashException.class, () -> KeyHasher.parametersOf("plain"));
    }

    @Test
    void aHashIsToldFromAKeyByItsBeginning() {
        assertTrue(KeyHasher.isHash(hasher.hash(Secret.of("k"))));
        assertTrue(KeyHasher.isHash("$argon2id$junk"));
        assertFalse(KeyHasher.isHash("$argon2i$v=19"));
        assertFalse(KeyHasher.isHash("mgw_admin_0"));
        assertEquals(CHEAP, KeyHasher.parametersOf(hasher.hash(Secret.of("k"))));
    }

    @Test
    void warmingUpRunsAHash() {
        hasher.warmUp();
    }
}
