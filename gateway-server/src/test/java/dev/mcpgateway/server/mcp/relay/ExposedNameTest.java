package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ConfigSettings.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposedNameTest {
    private static String of(String server, String name) {
        return ExposedName.of(Prefix.ALWAYS, server, name);
    }

    @ParameterizedTest
    @CsvSource({
        "files, read, files__read",
        "files, read__all, files__read__all",
        "a-b_c, D, a-b_c__D",
        "a, _b, a___b",
    })
    void aNameThatFitsStandsBehindItsServers(String server, String name, String exposed) {
        assertEquals(exposed, of(server, name));
        assertEquals(name, ExposedName.plain(Prefix.ALWAYS, server, exposed));
        assertTrue(ExposedName.mayBeOf(Prefix.ALWAYS, server, exposed));
    }

    @ParameterizedTest
    @CsvSource({
        "files, read.all, files__read_all_",
        "my server, read, my_server__read_",
        "日本, é, ____",
        "a__b, c, a__b__c_",
        "a_, b, a___b_",
    })
    void aNameThatDoesNotFitEndsWithItsHash(String server, String name, String start) {
        String exposed = of(server, name);
        assertTrue(exposed.startsWith(start), exposed);
        assertTrue(exposed.substring(exposed.length() - 7).matches("_[0-9a-z]{6}"), exposed);
        assertTrue(ExposedName.looksChanged(exposed));
        assertTrue(ExposedName.mayBeOf(Prefix.ALWAYS, server, exposed));
    }

    @Test
    void sixtyFourCharactersFitAndOneMoreDoesNot() {
        String fits = "x".repeat(57);
        assertEquals("files__" + fits, of("files", fits));
        String exposed = of("files", fits + "x");
        assertEquals(64, exposed.length());
        assertTrue(exposed.startsWith("files__" + "x".repeat(50) + "_"), exposed);
    }

    @Test
    void aServersNameAloneIsNoToolsName() {
        assertNull(ExposedName.plain(Prefix.ALWAYS, "files", "files__"));
        assertNull(ExposedName.plain(Prefix.ALWAYS, "files", "files"));
        assertNull(ExposedName.plain(Prefix.ALWAYS, "files", "web__read"));
    }

    @Test
    void withoutPrefixANameIsItsOwn() {
        assertEquals("read__all", ExposedName.of(Prefix.NEVER, "a__b", "read__all"));
        assertEquals("read", ExposedName.plain(Prefix.NEVER, "files", "read"));
        assertTrue(ExposedName.of(Prefix.NEVER, "files", "a.b").matches("a_b_[0-9a-z]{6}"));
        assertNull(ExposedName.plain(Prefix.NEVER, "files", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "_abcdef", "a_ABCDEF", "a_abcde", "a_abc-ef", "abcdef", ""})
    void whatHasNoHashDoesNotLookChanged(String exposed) {
        assertEquals(exposed.equals("_abcdef"), ExposedName.looksChanged(exposed));
    }

    @Test
    void anyTwoNamesOfAnyTwoServersDiffer() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> pieces = List.of("a", "b", "_", "__", ".", "x".repeat(30), "é");
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String server = text(random, pieces);
            String name = text(random, pieces);
            String exposed = of(server, name);
            String known = seen.put(exposed, server + '\n' + name);
            String which = "seed " + seed + ": " + exposed;
            assertTrue(exposed.matches("[A-Za-z0-9_-]{1,64}"), which);
            assertTrue(known == null || known.equals(server + '\n' + name), which);
            assertTrue(ExposedName.mayBeOf(Prefix.ALWAYS, server, exposed), which);
            String plain = ExposedName.plain(Prefix.ALWAYS, server, exposed);
            assertTrue(name.equals(plain) || ExposedName.looksChanged(exposed), which);
        }
        assertNotEquals(0, seen.size());
    }

    private static String text(Random random, List<String> pieces) {
        StringBuilder text = new StringBuilder(pieces.get(random.nextInt(2)));
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }
}
