package dev.mcpgateway.server.domain.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of one version, depth first. */
final class TrieIterator<K, V> implements Iterator<TrieLeaf<K, V>> {

    private final Deque<TrieNode<K, V>> pending = new ArrayDeque<>();

    TrieIterator(@Nullable TrieNode<K, V> root) {
        if (root != null) {
            pending.push(root);
        }
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty();
    }

    @Override
    public TrieLeaf<K, V> next() {
        while (!pending.isEmpty()) {
            TrieNode<K, V> node = pending.pop();
            if (node instanceof TrieLeaf<K, V> leaf) {
                return leaf;
            }
            node.expand(pending);
        }
        throw new NoSuchElementException();
    }
}
