package dev.mcpgateway.server.domain.index;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One entry, with the spread hash code of its key. */
record TrieLeaf<K, V>(int hash, K key, V value) implements TrieEnd<K, V> {

    @Override
    public @Nullable TrieLeaf<K, V> leaf(K wanted, int wantedHash) {
        return has(wanted, wantedHash) ? this : null;
    }

    @Override
    public TrieNode<K, V> with(TrieLeaf<K, V> added, int shift) {
        if (has(added.key, added.hash)) {
            return added;
        }
        return hash == added.hash ? TrieCollision.of(this, added) : TrieBranch.of(this, hash, added, shift);
    }

    @Override
    public @Nullable TrieNode<K, V> without(K unwanted, int unwantedHash, int shift) {
        return has(unwanted, unwantedHash) ? null : this;
    }

    @Override
    public void expand(Deque<TrieNode<K, V>> pending) {
        pending.push(this);
    }

    boolean has(K wanted, int wantedHash) {
        return hash == wantedHash && key.equals(wanted);
    }
}
