package dev.mcpgateway.server.domain.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the trie of many elements at once: every node is made once and is what adding one entry after another comes to,
 * which makes each branch again for each entry below it. The elements are sorted by the digits of their keys' hashes, so that
 * those below one node, and those of one key, are next to each other: nothing is looked up.
 */
final class TrieBuilder<K, E, V> {
    private static final int INDEX_BITS = Integer.SIZE - 1;

    private final List<TrieLeaf<K, E>> sorted;
    private final Function<? super List<E>, ? extends V> valueOf;
    private int size;

    private TrieBuilder(List<TrieLeaf<K, E>> sorted, Function<? super List<E>, ? extends V> valueOf) {
        this.sorted = sorted;
        this.valueOf = valueOf;
    }

    static <K, E, V> TrieBuilder<K, E, V> of(
            Collection<? extends E> elements,
            Function<? super E, ? extends @Nullable K> keyOf,
            Function<? super List<E>, ? extends V> valueOf) {
        List<TrieLeaf<K, E>> leaves = new ArrayList<>(elements.size());
        for (E element : elements) {
            K key = keyOf.apply(element);
            if (key != null) {
                leaves.add(new TrieLeaf<>(PersistentMap.spread(key), key, element));
            }
        }
        return new TrieBuilder<>(sorted(leaves), valueOf);
    }

    /** The root over all elements that have a key; null where there is none. */
    @Nullable
    TrieNode<K, V> root() {
        return sorted.isEmpty() ? null : node(0, sorted.size(), 0);
    }

    /** How many keys the nodes that were made hold. */
    int size() {
        return size;
    }

    private TrieNode<K, V> node(int from, int to, int shift) {
        if (sorted.get(from).hash() == sorted.get(to - 1).hash()) {
            return end(from, to);
        }
        int bitmap = 0;
        for (int i = from; i < to; i++) {
            bitmap |= bit(i, shift);
        }
        TrieNode<K, V>[] children = TrieBranch.array(Integer.bitCount(bitmap));
        int start = from;
        for (int child = 0; child < children.length; child++) {
            int end = start + 1;
            while (end < to && bit(end, shift) == bit(start, shift)) {
                end++;
            }
            children[child] = node(start, end, shift + TrieBranch.BITS);
            start = end;
        }
        return new TrieBranch<>(bitmap, children);
    }

    private TrieEnd<K, V> end(int from, int to) {
        int hash = sorted.get(from).hash();
        if (to - from == 1) {
            return leaf(hash, sorted.get(from).key(), List.of(sorted.get(from).value()));
        }
        Map<K, List<E>> groups = new LinkedHashMap<>();
        for (TrieLeaf<K, E> one : sorted.subList(from, to)) {
            groups.computeIfAbsent(one.key(), first -> new ArrayList<>()).add(one.value());
        }
        List<TrieLeaf<K, V>> leaves = new ArrayList<>(groups.size());
        groups.forEach((key, group) -> leaves.add(leaf(hash, key, group)));
        return leaves.size() == 1 ? leaves.get(0) : new TrieCollision<>(hash, List.copyOf(leaves));
    }

    private TrieLeaf<K, V> leaf(int hash, K key, List<E> group) {
        size++;
        return new TrieLeaf<>(hash, key, valueOf.apply(group));
    }

    private int bit(int index, int shift) {
        return TrieBranch.bit(sorted.get(index).hash(), shift);
    }

    /** By their hashes' digits, the lowest first as the trie has them; those of one hash stay in their order. */
    private static <K, E> List<TrieLeaf<K, E>> sorted(List<TrieLeaf<K, E>> leaves) {
        long[] ranks = new long[leaves.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = (rank(leaves.get(i).hash()) << INDEX_BITS) | i;
        }
        Arrays.sort(ranks);
        List<TrieLeaf<K, E>> sorted = new ArrayList<>(ranks.length);
        for (long rank : ranks) {
            sorted.add(leaves.get((int) rank & Integer.MAX_VALUE));
        }
        return sorted;
    }

    private static long rank(int hash) {
        long rank = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += TrieBranch.BITS) {
            int width = Math.min(TrieBranch.BITS, Integer.SIZE - shift);
            rank = (rank << width) | ((hash >>> shift) & TrieBranch.MASK);
        }
        return rank;
    }
}
