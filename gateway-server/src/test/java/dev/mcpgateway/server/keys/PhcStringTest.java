package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhcStringTest {

    private static final String SALT = "MDEyMzQ1Njc4OWFiY2RlZg";
    private static final String HASH = "rk2Mi3E4dgRMg0fHaYaptWVZRKqs//6b6k3/nntqGJk";
    private static final String VALID = "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + HASH;

    @Test
    void whatIsReadIsWrittenAgainTheSame() {
        PhcString phc = PhcString.parse(VALID);

        assertEquals(new Argon2Parameters(19_456, 2, 1), phc.parameters());
        assertEquals(16, phc.salt().length);
        assertEquals(32, phc.hash().length);
        assertEquals(VALID, phc.format());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$argon2id$",
                "$argon2i$v=19$m=19456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=16$m=19456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$m=19456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$t=2,m=19456,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=19456,t=2$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=019456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=+19456,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=-1,t=2,p=1$" + SALT + "$" + HASH,
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT,
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$",
                "$argon2id$v=19$m=19456,t=2,p=1$$" + HASH,
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "==$" + HASH,
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + HASH + "=",
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT + "$" + HASH + "$",
                VALID + "\n",
                " " + VALID
            })
    void whatIsNotOfTheFormIsRefused(String text) {
        assertRefused(text, "not of the form");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "m=1048577,t=2,p=1; memory in KiB (m) is 1048577, allowed are 8 to 1048576",
                "m=999999999,t=2,p=1; memory in KiB (m) is 999999999",
                "m=7,t=2,p=1; memory in KiB (m) is 7, allowed are 8 to",
                "m=31,t=2,p=4; memory in KiB (m) is 31, allowed are 32 to",
                "m=19456,t=0,p=1; iterations (t) is 0, allowed are 1 to 16",
                "m=19456,t=17,p=1; iterations (t) is 17",
                "m=19456,t=2,p=0; parallelism (p) is 0, allowed are 1 to 16",
                "m=19456,t=2,p=17; parallelism (p) is 17"
            })
    void costsOutOfBoundsAreRefusedByName(String parameters, String problem) {
        assertRefused("$argon2id$v=19$" + parameters + "$" + SALT + "$" + HASH, problem);
    }

    @Test
    void numbersTooLongForAnIntAreRefused() {
        assertRefused("$argon2id$v=19$m=19456,t=2,p=4294967297$" + SALT + "$" + HASH, "not of the form");
    }

    @Test
    void saltsAndHashesOutOfBoundsAreRefused() {
        String start = "$argon2id$v=19$m=19456,t=2,p=1$";

        assertRefused(start + "c2hvcnQ$" + HASH, "the salt has 5 bytes, allowed are 8 to 64");
        assertRefused(start + SALT + "$c2hvcnQ", "the hash has 5 bytes, allowed are 16 to 64");
        assertRefused(start + SALT + "$" + "AAAA".repeat(22), "the hash has 66 bytes");
        assertRefused(start + SALT + "$" + "A".repeat(300), "longer than 256 characters");
        assertRefused(start + SALT + "$" + HASH + "ab", "the hash is not Base64");
    }

    @Test
    void aSecondSpellingOfTheSameBytesIsRefused() {
        String strayBits = VALID.substring(0, VALID.length() - 1) + "l";

        assertRefused(strayBits, "the hash is not Base64");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damageIsRefusedOrReadExactlyAndNeverQuoted(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder damaged = new StringBuilder(VALID);
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.insert(at, (char) random.nextInt(128));
                    default -> damaged.setCharAt(at, (char) random.nextInt(128));
                }
            }
            String text = damaged.toString();
            try {
                assertEquals(text, PhcString.parse(text).format(), "seed " + seed);
            } catch (MalformedHashException e) {
                assertFalse(printed(e).contains(HASH.substring(20, 30)), "seed " + seed + ": " + text);
            }
        }
    }

    private static void assertRefused(String text, String problem) {
        MalformedHashException refusal = assertThrows(MalformedHashException.class, () -> PhcString.parse(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains(problem), refusal.getMessage());
        assertFalse(printed(refusal).contains(HASH.substring(0, 8)));
        assertFalse(printed(refusal).contains(SALT.substring(0, 8)));
    }

    private static String printed(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
