package dev.mcpgateway.server.domain.index;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Up to 32 nodes told apart by the next five bits of their hash. Bit {@code d} of the bitmap says whether there is a
 * node for digit {@code d}; the array holds the present ones, in the order of their digits.
 *
 * <p>A branch never has a single leaf or collision below it: that would stand in the branch's place. So equal contents
 * have equal shapes, and removing what was added gives the memory back.
 */
final class TrieBranch<K, V> implements TrieNode<K, V> {

    static final int BITS = 5;
    static final int MASK = (1 << BITS) - 1;

    private final int bitmap;
    private final TrieNode<K, V>[] children;

    /** A branch of {@code children}, which it takes over and whose digits {@code bitmap} says. */
    TrieBranch(int bitmap, TrieNode<K, V>[] children) {
        this.bitmap = bitmap;
        this.children = children;
    }

    /** The smallest branch below {@code shift} bits that holds two nodes of different hash. */
    static <K, V> TrieBranch<K, V> of(TrieEnd<K, V> one, int oneHash, TrieLeaf<K, V> other, int shift) {
        int oneBit = bit(oneHash, shift);
        int otherBit = bit(other.hash(), shift);
        TrieNode<K, V>[] children;
        if (oneBit == otherBit) {
            children = array(1);
            children[0] = of(one, oneHash, other, shift + BITS);
        } else {
            boolean inOrder = Integer.compareUnsigned(oneBit, otherBit) < 0;
            children = array(2);
            children[0] = inOrder ? one : other;
            children[1] = inOrder ? other : one;
        }
        return new TrieBranch<>(oneBit | otherBit, children);
    }

    /** The node for {@code digit}, 0 to 31. */
    @Nullable
    TrieNode<K, V> child(int digit) {
        int bit = 1 << digit;
        return (bitmap & bit) == 0 ? null : children[indexOf(bit)];
    }

    @Override
    public TrieNode<K, V> with(TrieLeaf<K, V> added, int shift) {
        int bit = bit(added.hash(), shift);
        int at = indexOf(bit);
        if ((bitmap & bit) != 0) {
            return replaced(at, children[at].with(added, shift + BITS));
        }
        TrieNode<K, V>[] next = array(children.length + 1);
        System.arraycopy(children, 0, next, 0, at);
        next[at] = added;
        System.arraycopy(children, at, next, at + 1, children.length - at);
        return new TrieBranch<>(bitmap | bit, next);
    }

    @Override
    public @Nullable TrieNode<K, V> without(K key, int unwantedHash, int shift) {
        int bit = bit(unwantedHash, shift);
        if ((bitmap & bit) == 0) {
            return this;
        }
        int at = indexOf(bit);
        TrieNode<K, V> rest = children[at].without(key, unwantedHash, shift + BITS);
        if (rest == null) {
            return removed(at, bit);
        }
        boolean collapses = children.length == 1 && rest instanceof TrieEnd<K, V>;
        return collapses ? rest : replaced(at, rest);
    }

    @Override
    public void expand(Deque<TrieNode<K, V>> pending) {
        for (TrieNode<K, V> child : children) {
            pending.push(child);
        }
    }

    private TrieNode<K, V> replaced(int at, TrieNode<K, V> child) {
        TrieNode<K, V>[] next = children.clone();
        next[at] = child;
        return new TrieBranch<>(bitmap, next);
    }

    private @Nullable TrieNode<K, V> removed(int at, int bit) {
        if (children.length == 1) {
            return null;
        }
        if (children.length == 2 && children[1 - at] instanceof TrieEnd<K, V>) {
            return children[1 - at];
        }
        TrieNode<K, V>[] next = array(children.length - 1);
        System.arraycopy(children, 0, next, 0, at);
        System.arraycopy(children, at + 1, next, at, next.length - at);
        return new TrieBranch<>(bitmap & ~bit, next);
    }

    private int indexOf(int bit) {
        return Integer.bitCount(bitmap & (bit - 1));
    }

    static int bit(int hash, int shift) {
        return 1 << ((hash >>> shift) & MASK);
    }

    @SuppressWarnings("unchecked") // an array is its node's alone, and only nodes of these types go in
    static <K, V> TrieNode<K, V>[] array(int length) {
        return (TrieNode<K, V>[]) new TrieNode<?, ?>[length];
    }
}
