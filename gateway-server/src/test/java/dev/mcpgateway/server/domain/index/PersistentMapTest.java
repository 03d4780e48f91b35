package dev.mcpgateway.server.domain.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {

    /** A key whose hash code is what the test wants it to be. */
    private record Key(int number, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }
    }

    private record Version(PersistentMap<Key, Integer> map, Map<Key, Integer> model) {}

    @Test
    void theEmptyMapHasNothing() {
        PersistentMap<String, String> empty = PersistentMap.empty();

        assertEquals(0, empty.size());
        assertTrue(empty.isEmpty());
        assertNull(empty.get("a"));
        assertFalse(empty.containsKey("a"));
        assertSame(empty, empty.without("a"));
        assertFalse(empty.values().iterator().hasNext());
        assertThrows(
                NoSuchElementException.class, () -> empty.values().iterator().next());
    }

    @Test
    void anUpdateThatChangesNothingGivesTheSameMap() {
        String value = "one";
        PersistentMap<String, String> map =
                PersistentMap.<String, String>empty().with("a", value);

        assertSame(map, map.with("a", value));
        assertSame(map, map.without("b"));
    }

    @Test
    void aNewValueReplacesTheOldOneAndTheOldVersionKeepsIt() {
        PersistentMap<String, Integer> before =
                PersistentMap.<String, Integer>empty().with("a", 1);
        PersistentMap<String, Integer> after = before.with("a", 2);

        assertEquals(1, before.get("a"));
        assertEquals(2, after.get("a"));
        assertEquals(1, after.size());
    }

    @Test
    void theLastRemovalGivesTheEmptyMap() {
        PersistentMap<String, Integer> map =
                PersistentMap.<String, Integer>empty().with("a", 1);

        assertSame(PersistentMap.empty(), map.without("a"));
    }

    @Test
    void valuesCannotBeChangedThroughTheView() {
        PersistentMap<String, Integer> map =
                PersistentMap.<String, Integer>empty().with("a", 1);

        assertThrows(UnsupportedOperationException.class, () -> map.values().remove(1));
        assertThrows(UnsupportedOperationException.class, () -> map.values().clear());
        assertEquals(1, map.size());
    }

    @Test
    void thePrintedFormNamesNoEntry() {
        assertEquals(
                "PersistentMap[size=1]",
                PersistentMap.<String, String>empty().with("key", "value").toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itBehavesAsAHashMapUnderAnyHashCodes(long seed) {
        follow(seed, 1_500, number -> new Key(number, spreadOver(number)));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void itBehavesAsAHashMapWhenFewHashCodesAreShared(long seed) {
        follow(seed, 60, number -> new Key(number, number % 7));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void itBehavesAsAHashMapWhenHashCodesDifferInTheHighestBitsAlone(long seed) {
        follow(seed, 120, number -> new Key(number, (number % 40) << 26));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void itBehavesAsAHashMapWhenEveryHashCodeIsTheSame(long seed) {
        follow(seed, 25, number -> new Key(number, -1));
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44})
    void mapsOfEqualEntriesAreEqualHoweverTheyCameAbout(long seed) {
        Random random = new Random(seed);
        PersistentMap<Key, Integer> grown = PersistentMap.empty();
        PersistentMap<Key, Integer> shrunk = PersistentMap.empty();
        for (int number = 0; number < 300; number++) {
            shrunk = shrunk.with(new Key(number, number % 50), number);
        }
        List<Integer> kept = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            if (random.nextBoolean()) {
                kept.add(number);
            } else {
                shrunk = shrunk.without(new Key(number, number % 50));
            }
        }
        for (int number : kept) {
            grown = grown.with(new Key(number, number % 50), number);
        }

        assertEquals(grown, shrunk, "seed " + seed);
        assertEquals(grown.hashCode(), shrunk.hashCode(), "seed " + seed);
        Key first = new Key(kept.get(0), kept.get(0) % 50);
        assertNotEquals(grown, shrunk.with(first, -1), "seed " + seed);
        assertNotEquals(grown, shrunk.without(first), "seed " + seed);
    }

    private static int spreadOver(int number) {
        return number * 0x9E3779B9;
    }

    /** Runs random updates on the map and on a HashMap, and holds every hundredth version up against its model. */
    private static void follow(long seed, int keys, IntFunction<Key> keyOf) {
        Random random = new Random(seed);
        PersistentMap<Key, Integer> map = PersistentMap.empty();
        Map<Key, Integer> model = new HashMap<>();
        List<Version> versions = new ArrayList<>();
        for (int step = 0; step < 6_000; step++) {
            Key key = keyOf.apply(random.nextInt(keys));
            // Three thousand steps of growth, then as many of decline, so that branches collapse too.
            boolean adds = random.nextInt(10) < (step < 3_000 ? 7 : 3);
            if (adds) {
                map = map.with(key, step);
                model.put(key, step);
            } else {
                map = map.without(key);
                model.remove(key);
            }
            assertEquals(model.get(key), map.get(key), "seed " + seed + ", step " + step);
            assertEquals(model.size(), map.size(), "seed " + seed + ", step " + step);
            if (step % 100 == 0) {
                versions.add(new Version(map, Map.copyOf(model)));
            }
        }
        versions.add(new Version(map, model));
        for (Version version : versions) {
            assertSameEntries(version, "seed " + seed);
        }
        for (Key key : List.copyOf(model.keySet())) {
            map = map.without(key);
        }
        assertTrue(map.isEmpty(), "seed " + seed);
    }

    private static void assertSameEntries(Version version, String message) {
        Map<Key, Integer> entries = new HashMap<>();
        version.map().forEach((key, value) -> assertNull(entries.put(key, value), message));
        assertEquals(version.model(), entries, message);
        version.model()
                .forEach((key, value) -> assertEquals(value, version.map().get(key), message));
        List<Integer> values = new ArrayList<>();
        for (Iterator<Integer> all = version.map().values().iterator(); all.hasNext(); ) {
            values.add(all.next());
        }
        assertEquals(
                version.model().values().stream().sorted().toList(),
                values.stream().sorted().toList(),
                message);
        assertEquals(values.size(), version.map().values().size(), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 33, 1000, 5000})
    void aMapMadeAtOnceIsTheOneThatIsMadeEntryByEntry(int size) {
        Map<Key, Integer> entries = new HashMap<>();
        PersistentMap<Key, Integer> oneByOne = PersistentMap.empty();
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            Key key = new Key(i, i * 0x9E3779B9 ^ random.nextInt(4));
            entries.put(key, i);
            oneByOne = oneByOne.with(key, i);
        }

        PersistentMap<Key, Integer> atOnce = mapOf(entries);

        assertEquals(size, atOnce.size());
        assertEquals(oneByOne, atOnce);
        assertEquals(List.copyOf(oneByOne.values()), List.copyOf(atOnce.values()), "the same shape");
    }

    private static PersistentMap<Key, Integer> mapOf(Map<Key, Integer> entries) {
        return PersistentMap.grouped(
                entries.entrySet(), Map.Entry::getKey, group -> group.get(0).getValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500})
    void aMapMadeAtOnceHasAllElementsOfAKeyInTheirOrderAndNoneWithoutAKey(int keys) {
        Random random = new Random(keys);
        List<Integer> elements = random.ints(3_000, 0, 1_000).boxed().toList();
        Function<Integer, Key> keyOf =
                element -> element % 10 == 0 ? null : new Key(element % keys, element % keys % 50 * 0x9E3779B9);
        Map<Key, List<Integer>> expected = new HashMap<>();
        for (Integer element : elements) {
            Key key = keyOf.apply(element);
            if (key != null) {
                expected.computeIfAbsent(key, first -> new ArrayList<>()).add(element);
            }
        }

        PersistentMap<Key, List<Integer>> map = PersistentMap.grouped(elements, keyOf, List::copyOf);

        assertEquals(expected.size(), map.size());
        expected.forEach((key, group) -> assertEquals(group, map.get(key)));
    }

    @Test
    void aMapMadeAtOnceHoldsKeysOfOneHashAndGivesThemUpOneByOne() {
        Map<Key, Integer> entries = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            entries.put(new Key(i, i % 3 == 0 ? 7 : i % 7), i);
        }
        PersistentMap<Key, Integer> map = mapOf(entries);

        for (Map.Entry<Key, Integer> entry : entries.entrySet()) {
            assertEquals(entry.getValue(), map.get(entry.getKey()));
            map = map.without(entry.getKey());
            assertNull(map.get(entry.getKey()));
        }
        assertSame(PersistentMap.empty(), map);
    }
}
