package dev.mcpgateway.server.domain.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrieNodeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void removingWhatWasAddedGivesTheShapeBack(long seed) {
        Random random = new Random(seed);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, random);
        List<String> shapes = new ArrayList<>();
        TrieNode<Integer, String> trie = null;
        for (int number : numbers) {
            shapes.add(shape(trie));
            TrieLeaf<Integer, String> leaf = new TrieLeaf<>(hash(number, seed), number, "");
            trie = trie == null ? leaf : trie.with(leaf, 0);
        }
        for (int at = numbers.size() - 1; at >= 0; at--) {
            int number = numbers.get(at);
            trie = trie == null ? null : trie.without(number, hash(number, seed), 0);
            assertEquals(shapes.get(at), shape(trie), "seed " + seed + ", step " + at);
        }
        assertNull(trie, "seed " + seed);
    }

    /** Few bits, at the bottom, the top or in between: shared paths of every length, and collisions. */
    private static int hash(int number, long seed) {
        return (number % 23) << (seed * 4 % 32);
    }

    private static String shape(@Nullable TrieNode<Integer, String> trie) {
        if (trie == null) {
            return "";
        }
        if (trie instanceof TrieLeaf<Integer, String> leaf) {
            return leaf.key().toString();
        }
        Deque<TrieNode<Integer, String>> below = new ArrayDeque<>();
        trie.expand(below);
        List<String> shapes = below.stream().map(TrieNodeTest::shape).sorted().toList();
        if (trie instanceof TrieCollision<Integer, String> collision) {
            collision.leaves().forEach(leaf -> assertEquals(collision.hash(), leaf.hash()));
            return "collision" + shapes;
        }
        return "branch" + shapes;
    }
}
