package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.KeyPrefix;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {

    private static final String KEY = "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw";

    /** Made with Python's zlib.crc32; the last four have checksums near the smallest and the largest there are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "mgw_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr3JCaaE",
                "mcp_sk_0123456789ABCDEFGHIJKLMNOP30RxQL",
                "mcp_sk_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr3U9mR1",
                "mgw_leadingZeros0000000000089K0002xo",
                "mcp_sk_leadingZeros000000000004yY000EVk",
                "mgw_highChecksum00000000004mPC4gfERH",
                "mcp_sk_highChecksum00000000005oVM4gfF9Y"
            })
    void keysMadeElsewhereHaveAValidChecksum(String key) {
        assertTrue(KeyFormat.hasValidForm(key));
        assertTrue(KeyFormat.hasValidChecksum(key));
    }

    @ParameterizedTest
    @EnumSource(KeyPrefix.class)
    void aMintedKeyHasTheFormOfItsPrefix(KeyPrefix prefix) {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            String key = KeyFormat.mint(prefix, random).reveal();

            assertTrue(key.matches("^" + prefix.text() + "[0-9A-Za-z]{32}$"), key);
            assertTrue(KeyFormat.hasValidForm(key), key);
            assertTrue(KeyFormat.hasValidChecksum(key), key);
        }
    }

    @Test
    void keysAndIdsDoNotRepeat() {
        Random random = new Random(8);
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            all.add(KeyFormat.mint(KeyPrefix.MGW, random).reveal());
            all.add(KeyFormat.keyId(random));
            all.add(KeyFormat.adminKey(random).reveal());
        }

        assertEquals(6_000, all.size());
    }

    @Test
    void anyOtherCharacterBreaksTheChecksum() {
        for (int at = "mgw_".length(); at < KEY.length(); at++) {
            char other = KEY.charAt(at) == 'x' ? 'y' : 'x';
            String mistyped = KEY.substring(0, at) + other + KEY.substring(at + 1);

            assertTrue(KeyFormat.hasValidForm(mistyped), mistyped);
            assertFalse(KeyFormat.hasValidChecksum(mistyped), mistyped);
        }
    }

    @Test
    void theChecksumCoversThePrefix() {
        assertFalse(KeyFormat.hasValidChecksum(KEY.replace("mgw_", "mcp_sk_")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mgw_",
                "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwb",
                "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbwx",
                "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwb\n",
                "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw\n",
                " mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw",
                "MGW_0123456789ABCDEFGHIJKLMNOP3Cbwbw",
                "mgw-0123456789ABCDEFGHIJKLMNOP3Cbwbw",
                "mgw_0123456789ABCDEFGHIJKLMNO_3Cbwbw",
                "mgw_0123456789ABCDEFGHIJKLMNO\u00e93Cbwbw",
                "mgw_\u0660123456789ABCDEFGHIJKLMNOP3Cbwbw",
                "mcp_sk0123456789ABCDEFGHIJKLMNOP30RxQL",
                "sk_0123456789ABCDEFGHIJKLMNOP3Cbwbw"
            })
    void otherFormsAreNotKeys(String key) {
        assertFalse(KeyFormat.hasValidForm(key));
        assertFalse(KeyFormat.hasValidChecksum(key));
    }

    @ParameterizedTest
    @CsvSource({
        KEY + ",mgw_0123...bwbw",
        "mcp_sk_0123456789ABCDEFGHIJKLMNOP30RxQL,mcp_sk_0123...RxQL",
        "aB3-_9kLmN0pQrStUvWxYz1234567890aB3-_9kLmN0pQrSt,aB3-...QrSt",
        "mgw_admin_0123456789,mgw_...6789",
        "abcdefghijkl,abcd...ijkl",
        "abcdefghijk,***********",
        "'',''"
    })
    void aMaskShowsFourCharactersAtEachEnd(String key, String mask) {
        assertEquals(mask, KeyFormat.mask(key));
    }

    @Test
    void aMaskHasNoCharacterThatATerminalMinds() {
        assertEquals("a**b...c**d", KeyFormat.mask("a\u001b\nb-middle-c\u202e d"));
    }

    /** Computed with Python's hashlib. */
    @ParameterizedTest
    @CsvSource({
        KEY + ",1b614ad1f241a5b1",
        "mgw_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr3JCaaE,61187809c284d5a0",
        "mcp_sk_0123456789ABCDEFGHIJKLMNOP30RxQL,044750eee6d35666"
    })
    void theLookupIsTheBeginningOfTheSha256(String key, String lookup) {
        assertEquals(lookup, KeyFormat.lookup(key));
    }

    @Test
    void idsAndAdminKeysHaveTheirForms() {
        Random random = new Random(9);

        assertTrue(KeyFormat.keyId(random).matches("key_[0-9A-Za-z]{16}"));
        assertTrue(KeyFormat.adminKey(random).reveal().matches("mgw_admin_[0-9A-Za-z]{43}"));
    }
}
