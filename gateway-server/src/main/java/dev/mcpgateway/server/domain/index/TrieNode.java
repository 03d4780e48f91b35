package dev.mcpgateway.server.domain.index;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A node of the trie behind {@link PersistentMap}. {@code shift} is the number of hash bits that the levels above have
 * used up.
 */
sealed interface TrieNode<K, V> permits TrieEnd, TrieBranch {

    /** This node with the entry added or put in the place of one with an equal key. */
    TrieNode<K, V> with(TrieLeaf<K, V> added, int shift);

    /** This node without the entry of {@code key}, or null when nothing is left. */
    @Nullable
    TrieNode<K, V> without(K key, int hash, int shift);

    /** Puts the nodes below onto {@code pending}, for an iteration. */
    void expand(Deque<TrieNode<K, V>> pending);
}
