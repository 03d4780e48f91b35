package dev.mcpgateway.server.domain.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the trie of many entries at once: every node is made once and is what adding one entry after another comes to,
 * which makes each branch again for each entry below it.
 */
final class TrieBuilder<K, V> {
    private final TrieLeaf<K, V>[] leaves;
    private final TrieLeaf<K, V>[] moved;

    private TrieBuilder(TrieLeaf<K, V>[] leaves) {
        this.leaves = leaves;
        this.moved = leaves.clone();
    }

    /** The root over {@code entries}, of which there is at least one. */
    static <K, T, V> TrieNode<K, V> rootOf(Map<K, T> entries, Function<? super T, ? extends V> valueOf) {
        TrieLeaf<K, V>[] leaves = array(entries.size());
        int count = 0;
        for (Map.Entry<K, T> entry : entries.entrySet()) {
            K key = entry.getKey();
            leaves[count++] = new TrieLeaf<>(PersistentMap.spread(key), key, valueOf.apply(entry.getValue()));
        }
        return new TrieBuilder<>(leaves).node(0, count, 0);
    }

    private TrieNode<K, V> node(int from, int to, int shift) {
        if (to - from == 1) {
            return leaves[from];
        }
        if (haveOneHash(from, to)) {
            return new TrieCollision<>(leaves[from].hash(), List.of(Arrays.copyOfRange(leaves, from, to)));
        }
        int[] ends = sortByDigit(from, to, shift);
        List<TrieNode<K, V>> children = new ArrayList<>();
        int bitmap = 0;
        int start = from;
        for (int digit = 0; digit <= TrieBranch.MASK; digit++) {
            if (ends[digit] > start) {
                bitmap |= 1 << digit;
                children.add(node(start, ends[digit], shift + TrieBranch.BITS));
                start = ends[digit];
            }
        }
        return TrieBranch.of(bitmap, children);
    }

    private boolean haveOneHash(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (leaves[i].hash() != leaves[from].hash()) {
                return false;
            }
        }
        return true;
    }

    /** Sorts a range by the digit at {@code shift}; gives where the leaves of each digit end. */
    private int[] sortByDigit(int from, int to, int shift) {
        int[] ends = new int[TrieBranch.MASK + 1];
        for (int i = from; i < to; i++) {
            ends[digit(leaves[i], shift)]++;
        }
        int end = to;
        for (int digit = TrieBranch.MASK; digit >= 0; digit--) {
            int count = ends[digit];
            ends[digit] = end;
            end -= count;
        }
        int[] free = ends.clone();
        System.arraycopy(leaves, from, moved, from, to - from);
        for (int i = to - 1; i >= from; i--) {
            leaves[--free[digit(moved[i], shift)]] = moved[i];
        }
        return ends;
    }

    private static int digit(TrieLeaf<?, ?> leaf, int shift) {
        return (leaf.hash() >>> shift) & TrieBranch.MASK;
    }

    @SuppressWarnings("unchecked") // the array never leaves the builder, and only leaves of these types go in
    private static <K, V> TrieLeaf<K, V>[] array(int length) {
        return (TrieLeaf<K, V>[]) new TrieLeaf<?, ?>[length];
    }
}
