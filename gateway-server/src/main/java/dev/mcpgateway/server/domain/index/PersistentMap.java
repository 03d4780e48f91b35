package dev.mcpgateway.server.domain.index;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash map whose updates are new versions that share structure with the old one.
 *
 * <p>A hash array mapped trie, 32-way, with collision nodes: {@link #get}, {@link #with} and {@link #without} are
 * O(log<sub>32</sub> n), at most seven steps, and {@link #size} is O(1). Keys need a consistent {@code equals} and
 * {@code hashCode}; null is neither a key nor a value. The iteration order is that of the spread hash codes: stable for
 * one version, of no meaning otherwise. Safe for use by any number of threads.
 *
 * <p>Source: Bagwell, "Ideal Hash Trees" (2001); the canonical form after removals is that of Steindorfer and Vinju,
 * "Optimizing Hash-Array Mapped Tries" (2015).
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class PersistentMap<K, V> {

    private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(null, 0);

    private final @Nullable TrieNode<K, V> root;
    private final int size;

    private PersistentMap(@Nullable TrieNode<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    /** The map without entries; always the same object. */
    @SuppressWarnings("unchecked") // holds no entry, so it is a map of any two types
    public static <K, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) EMPTY;
    }

    /**
     * A map of {@code elements} by their keys, each key bound to what {@code valueOf} makes of its elements, in their order;
     * made at once, which costs a fraction of as many {@link #with}.
     *
     * @param keyOf the key of an element, or null where it is to be left out
     */
    public static <K, E, V> PersistentMap<K, V> grouped(
            Collection<? extends E> elements,
            Function<? super E, ? extends @Nullable K> keyOf,
            Function<? super List<E>, ? extends V> valueOf) {
        TrieBuilder<K, E, V> builder = TrieBuilder.of(elements, keyOf, valueOf);
        TrieNode<K, V> root = builder.root();
        return root == null ? empty() : new PersistentMap<>(root, builder.size());
    }

    /** The value of {@code key}, or null when the map has no such key. */
    public @Nullable V get(K key) {
        TrieLeaf<K, V> leaf = find(key);
        return leaf == null ? null : leaf.value();
    }

    /** Whether the map has an entry for {@code key}. */
    public boolean containsKey(K key) {
        return find(key) != null;
    }

    /**
     * This map with {@code key} bound to {@code value}, whatever it was bound to before.
     *
     * @return this very map when the key is already bound to the same object; values are not compared by
     *     {@code equals}, which may be as costly as the value is large
     */
    public PersistentMap<K, V> with(K key, V value) {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(value, "value is null");
        int hash = spread(key);
        TrieLeaf<K, V> added = new TrieLeaf<>(hash, key, value);
        if (root == null) {
            return new PersistentMap<>(added, 1);
        }
        TrieLeaf<K, V> present = find(key);
        if (present == null) {
            return new PersistentMap<>(root.with(added, 0), size + 1);
        }
        return present.value() == value ? this : new PersistentMap<>(root.with(added, 0), size);
    }

    /**
     * This map without {@code key}.
     *
     * @return this very map when it has no such key
     */
    public PersistentMap<K, V> without(K key) {
        if (root == null || find(key) == null) {
            return this;
        }
        TrieNode<K, V> rest = root.without(key, spread(key), 0);
        return rest == null ? empty() : new PersistentMap<>(rest, size - 1);
    }

    /** The number of entries, in constant time. */
    public int size() {
        return size;
    }

    /** Whether the map has no entries. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Hands each entry of this version to {@code action}, in the order of {@link #values()}. */
    public void forEach(BiConsumer<? super K, ? super V> action) {
        for (Iterator<TrieLeaf<K, V>> leaves = leaves(); leaves.hasNext(); ) {
            TrieLeaf<K, V> leaf = leaves.next();
            action.accept(leaf.key(), leaf.value());
        }
    }

    /** The values of this version as an unmodifiable view: it copies nothing. */
    public Collection<V> values() {
        return new Values();
    }

    /** Whether {@code other} is a map with equal keys bound to equal values. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof PersistentMap<?, ?> that) || size != that.size) {
            return false;
        }
        for (Iterator<TrieLeaf<K, V>> leaves = leaves(); leaves.hasNext(); ) {
            TrieLeaf<K, V> leaf = leaves.next();
            if (!leaf.value().equals(that.getUntyped(leaf.key()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (Iterator<TrieLeaf<K, V>> leaves = leaves(); leaves.hasNext(); ) {
            TrieLeaf<K, V> leaf = leaves.next();
            sum += leaf.key().hashCode() ^ leaf.value().hashCode();
        }
        return sum;
    }

    /** The size alone: a map may hold hundreds of thousands of records, and keys that are nobody's business. */
    @Override
    public String toString() {
        return "PersistentMap[size=" + size + "]";
    }

    private @Nullable TrieLeaf<K, V> find(K key) {
        int hash = spread(key);
        int digits = hash;
        TrieNode<K, V> node = root;
        while (node instanceof TrieBranch<K, V> branch) {
            node = branch.child(digits & TrieBranch.MASK);
            digits >>>= TrieBranch.BITS;
        }
        return node instanceof TrieEnd<K, V> end ? end.leaf(key, hash) : null;
    }

    @SuppressWarnings("unchecked") // a key of another type is only compared by equals, and not found
    private @Nullable Object getUntyped(Object key) {
        return get((K) key);
    }

    private Iterator<TrieLeaf<K, V>> leaves() {
        return new TrieIterator<>(root);
    }

    /** Folds the high half in: a branch looks at five low bits first, and strings vary most up there. */
    static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ (hash >>> 16);
    }

    private final class Values extends AbstractCollection<V> {

        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<V> iterator() {
            Iterator<TrieLeaf<K, V>> leaves = leaves();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return leaves.hasNext();
                }

                @Override
                public V next() {
                    return leaves.next().value();
                }
            };
        }
    }
}
