package dev.mcpgateway.server.domain.index;

import org.jspecify.annotations.Nullable;

/** A node that ends a path: the entries of one hash code. */
sealed interface TrieEnd<K, V> extends TrieNode<K, V> permits TrieLeaf, TrieCollision {

    /** The entry of {@code key}, whose spread hash code is {@code hash}, or null when it is not here. */
    @Nullable
    TrieLeaf<K, V> leaf(K key, int hash);
}
