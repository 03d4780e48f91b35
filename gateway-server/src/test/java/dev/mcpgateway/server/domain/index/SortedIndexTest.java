package dev.mcpgateway.server.domain.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedIndexTest {

    /** Sorted by place alone; the label tells two elements of one place apart. */
    private record Item(int place, int label) {}

    private record Version(SortedIndex<Item> index, List<Item> model) {}

    private static final Comparator<Item> BY_PLACE = Comparator.comparingInt(Item::place);

    @Test
    void theEmptyIndexHasNothing() {
        SortedIndex<Integer> empty = SortedIndex.empty(Comparator.<Integer>naturalOrder());

        assertEquals(0, empty.size());
        assertTrue(empty.isEmpty());
        assertNull(empty.first());
        assertFalse(empty.contains(1));
        assertEquals(0, empty.countWhile(e -> true));
        assertSame(empty, empty.without(1));
        assertFalse(empty.iteratorAfter(e -> false).hasNext());
        assertThrows(NoSuchElementException.class, () -> empty.iterator().next());
    }

    @Test
    void anUpdateThatChangesNothingGivesTheSameIndex() {
        Item item = new Item(1, 1);
        SortedIndex<Item> index = SortedIndex.empty(BY_PLACE).with(item).with(new Item(2, 2));

        assertSame(index, index.with(item));
        assertSame(index, index.without(new Item(3, 3)));
    }

    @Test
    void anElementOfTheSamePlaceIsReplacedAndTheOldVersionKeepsIt() {
        SortedIndex<Item> before = SortedIndex.empty(BY_PLACE).with(new Item(1, 1));
        SortedIndex<Item> after = before.with(new Item(1, 2));

        assertEquals(new Item(1, 1), before.first());
        assertEquals(new Item(1, 2), after.first());
        assertEquals(1, after.size());
    }

    @Test
    void theIteratorCannotRemove() {
        Iterator<Integer> iterator = numbers(3).iterator();
        iterator.next();

        assertThrows(UnsupportedOperationException.class, iterator::remove);
    }

    @Test
    void anIterationStartsAfterAProbeThatIsNoElement() {
        SortedIndex<Integer> index = numbers(10).without(4);

        assertEquals(List.of(5, 6, 7, 8, 9), rest(index.iteratorAfter(e -> e <= 4)));
        assertEquals(List.of(4, 5, 6, 7, 8, 9), rest(numbers(10).iteratorAfter(e -> e <= 3)));
        assertEquals(10, rest(numbers(10).iteratorAfter(e -> e <= -1)).size());
        assertEquals(List.of(), rest(numbers(10).iteratorAfter(e -> e <= 9)));
    }

    @Test
    void indexesOfEqualElementsInTheSameOrderAreEqual() {
        SortedIndex<Integer> backwards = SortedIndex.empty(Comparator.<Integer>naturalOrder());
        for (int number = 9; number >= 0; number--) {
            backwards = backwards.with(number);
        }

        assertEquals(numbers(10), backwards);
        assertEquals(numbers(10).hashCode(), backwards.hashCode());
        assertNotEquals(numbers(10), backwards.without(3));
        assertNotEquals(numbers(10), backwards.without(3).with(11));
    }

    @Test
    void thePrintedFormNamesNoElement() {
        assertEquals("SortedIndex[size=3]", numbers(3).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ascending", "descending", "shuffled", "decimated"})
    void aSearchAmongAHundredThousandTakesAFewDozenComparisons(String history) {
        AtomicInteger comparisons = new AtomicInteger();
        SortedIndex<Integer> index = SortedIndex.empty((one, other) -> {
            comparisons.incrementAndGet();
            return Integer.compare(one, other);
        });
        for (int number : history(history)) {
            index = number >= 0 ? index.with(number) : index.without(~number);
        }
        int worst = 0;
        for (int probe = 0; probe < 100_000; probe += 7) {
            comparisons.set(0);
            int bound = probe;
            int before = index.countWhile(number -> {
                comparisons.incrementAndGet();
                return number < bound;
            });
            assertEquals(history.equals("decimated") ? (probe + 9) / 10 : probe, before);
            worst = Math.max(worst, comparisons.get());
        }

        // A tree of this balance is at most log(n + 1) / log(4 / 3) high: 41 levels.
        assertTrue(worst <= 41, worst + " comparisons");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void itBehavesAsATreeMap(long seed) {
        follow(seed, 800);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void itBehavesAsATreeMapWhenItIsSmall(long seed) {
        follow(seed, 12);
    }

    private static int[] history(String name) {
        int[] shuffled = new Random(99).ints(300_000, 0, 100_000).toArray();
        return switch (name) {
            case "ascending" -> IntStream.range(0, 100_000).toArray();
            case "descending" ->
                IntStream.range(0, 100_000).map(number -> 99_999 - number).toArray();
            case "shuffled" ->
                IntStream.concat(IntStream.of(shuffled), IntStream.range(0, 100_000))
                        .toArray();
            default ->
                IntStream.concat(
                                IntStream.range(0, 100_000),
                                IntStream.range(0, 100_000)
                                        .filter(number -> number % 10 != 0)
                                        .map(number -> ~number))
                        .toArray();
        };
    }

    /** Runs random updates on the index and on a TreeMap, and holds every hundredth version up against its model. */
    private static void follow(long seed, int places) {
        Random random = new Random(seed);
        SortedIndex<Item> index = SortedIndex.empty(BY_PLACE);
        TreeMap<Integer, Item> model = new TreeMap<>();
        List<Version> versions = new ArrayList<>();
        for (int step = 0; step < 6_000; step++) {
            Item item = new Item(random.nextInt(places), step);
            boolean adds = random.nextInt(10) < (step < 3_000 ? 7 : 3);
            if (adds) {
                index = index.with(item);
                model.put(item.place(), item);
            } else {
                index = index.without(item);
                model.remove(item.place());
            }
            String message = "seed " + seed + ", step " + step;
            Item probe = new Item(random.nextInt(places + 2) - 1, 0);
            assertEquals(model.size(), index.size(), message);
            assertEquals(model.containsKey(probe.place()), index.contains(probe), message);
            assertEquals(
                    model.headMap(probe.place()).size(), index.countWhile(e -> e.place() < probe.place()), message);
            assertEquals(model.isEmpty() ? null : model.firstEntry().getValue(), index.first(), message);
            if (step % 100 == 0) {
                assertEquals(
                        List.copyOf(model.tailMap(probe.place(), false).values()),
                        rest(index.iteratorAfter(e -> e.place() <= probe.place())),
                        message);
                versions.add(new Version(index, List.copyOf(model.values())));
            }
        }
        for (Version version : versions) {
            assertEquals(version.model(), rest(version.index().iterator()), "seed " + seed);
        }
    }

    private static SortedIndex<Integer> numbers(int count) {
        SortedIndex<Integer> index = SortedIndex.empty(Comparator.<Integer>naturalOrder());
        for (int number = 0; number < count; number++) {
            index = index.with(number);
        }
        return index;
    }

    private static <E> List<E> rest(Iterator<E> iterator) {
        List<E> rest = new ArrayList<>();
        iterator.forEachRemaining(rest::add);
        return rest;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100, 1001})
    void anIndexMadeAtOnceIsTheOneThatIsMadeElementByElement(int size) {
        Random random = new Random(size);
        List<Item> items = IntStream.range(0, size)
                .mapToObj(label -> new Item(random.nextInt(size), label))
                .toList();
        SortedIndex<Item> oneByOne = SortedIndex.empty(BY_PLACE);
        for (Item item : items) {
            oneByOne = oneByOne.with(item);
        }

        SortedIndex<Item> atOnce = SortedIndex.of(BY_PLACE, items);

        assertEquals(oneByOne, atOnce, "of equal elements the last");
        for (Item item : items) {
            atOnce = atOnce.without(item).with(item).without(item);
            assertFalse(atOnce.contains(item));
        }
        assertTrue(atOnce.isEmpty());
    }
}
