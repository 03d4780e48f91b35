package dev.mcpgateway.server.domain.index;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two or more entries whose keys differ while their hash codes do not: searched one by one. */
record TrieCollision<K, V>(int hash, List<TrieLeaf<K, V>> leaves) implements TrieEnd<K, V> {

    static <K, V> TrieCollision<K, V> of(TrieLeaf<K, V> first, TrieLeaf<K, V> second) {
        return new TrieCollision<>(first.hash(), List.of(first, second));
    }

    @Override
    public @Nullable TrieLeaf<K, V> leaf(K wanted, int wantedHash) {
        int at = indexOf(wanted, wantedHash);
        return at < 0 ? null : leaves.get(at);
    }

    @Override
    public TrieNode<K, V> with(TrieLeaf<K, V> added, int shift) {
        if (hash != added.hash()) {
            return TrieBranch.of(this, hash, added, shift);
        }
        List<TrieLeaf<K, V>> next = new ArrayList<>(leaves);
        int at = indexOf(added.key(), added.hash());
        if (at < 0) {
            next.add(added);
        } else {
            next.set(at, added);
        }
        return new TrieCollision<>(hash, List.copyOf(next));
    }

    @Override
    public TrieNode<K, V> without(K unwanted, int unwantedHash, int shift) {
        int at = indexOf(unwanted, unwantedHash);
        if (at < 0) {
            return this;
        }
        if (leaves.size() == 2) {
            return leaves.get(1 - at);
        }
        List<TrieLeaf<K, V>> next = new ArrayList<>(leaves);
        next.remove(at);
        return new TrieCollision<>(hash, List.copyOf(next));
    }

    @Override
    public void expand(Deque<TrieNode<K, V>> pending) {
        leaves.forEach(pending::push);
    }

    private int indexOf(K wanted, int wantedHash) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).has(wanted, wantedHash)) {
                return i;
            }
        }
        return -1;
    }
}
