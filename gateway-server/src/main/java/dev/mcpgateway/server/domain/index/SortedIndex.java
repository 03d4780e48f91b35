package dev.mcpgateway.server.domain.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted set whose updates are new versions that share structure with the old one.
 *
 * <p>The comparator given at creation alone decides what is equal: it has to name every element apart, for example by
 * creation, then id. {@link #with}, {@link #without}, {@link #contains}, {@link #countWhile} and the start of an iteration
 * anywhere are O(log n); {@link #size} is O(1). Null is not an element. Safe for use by any number of threads.
 *
 * <p>A weight-balanced tree with the parameters (3, 2), which Hirai and Yamamoto proved to keep it balanced under
 * insertion and deletion ("Balancing weight-balanced trees", 2011).
 *
 * @param <E> the elements
 */
public final class SortedIndex<E> implements Iterable<E> {

    private final Comparator<? super E> order;
    private final @Nullable TreeNode<E> root;

    private SortedIndex(Comparator<? super E> order, @Nullable TreeNode<E> root) {
        this.order = order;
        this.root = root;
    }

    /** An index without elements, in the order of {@code order}. */
    public static <E> SortedIndex<E> empty(Comparator<? super E> order) {
        return new SortedIndex<>(Objects.requireNonNull(order, "order is null"), null);
    }

    /**
     * An index of {@code elements}, in the order of {@code order}; of those that compare equal the last. Made at once, which
     * costs a fraction of as many {@link #with}.
     */
    public static <E> SortedIndex<E> of(Comparator<? super E> order, Collection<? extends E> elements) {
        if (elements.size() == 1) { // most keys that something is indexed by belong to one thing
            E only = Objects.requireNonNull(elements.iterator().next(), "element is null");
            return new SortedIndex<>(order, TreeNode.of(only));
        }
        List<E> sorted = new ArrayList<>(elements);
        sorted.sort(order);
        int count = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean isLast = i + 1 == sorted.size() || order.compare(sorted.get(i), sorted.get(i + 1)) != 0;
            if (isLast) {
                sorted.set(count++, Objects.requireNonNull(sorted.get(i), "element is null"));
            }
        }
        return new SortedIndex<>(order, TreeNode.of(sorted, 0, count));
    }

    /**
     * This index with {@code element}, in the place of the one that compares equal to it, if there is one.
     *
     * @return this very index when it holds that very object already
     */
    public SortedIndex<E> with(E element) {
        Objects.requireNonNull(element, "element is null");
        return version(TreeNode.with(root, element, order));
    }

    /**
     * This index without the element that compares equal to {@code element}.
     *
     * @return this very index when there is none
     */
    public SortedIndex<E> without(E element) {
        return version(TreeNode.without(root, element, order));
    }

    /** Whether an element compares equal to {@code probe}. */
    public boolean contains(E probe) {
        TreeNode<E> node = root;
        while (node != null) {
            int comparison = order.compare(probe, node.element());
            if (comparison == 0) {
                return true;
            }
            node = comparison < 0 ? node.left() : node.right();
        }
        return false;
    }

    /**
     * How many elements, from the first on, {@code leading} holds for. It must hold for none after one it does not hold for.
     */
    public int countWhile(Predicate<? super E> leading) {
        int count = 0;
        TreeNode<E> node = root;
        while (node != null) {
            if (leading.test(node.element())) {
                count += TreeNode.sizeOf(node.left()) + 1;
                node = node.right();
            } else {
                node = node.left();
            }
        }
        return count;
    }

    /**
     * The elements after those that {@code leading} holds for, in ascending order. It must hold for none after one it does
     * not hold for. A cursor that says so stays good when what it points at is gone.
     */
    public Iterator<E> iteratorAfter(Predicate<? super E> leading) {
        return TreeIterator.after(root, leading);
    }

    /** The smallest element, or null when there is none. */
    public @Nullable E first() {
        return root == null ? null : root.leftmost();
    }

    /** What decides the order and what is equal. */
    public Comparator<? super E> order() {
        return order;
    }

    /** The number of elements, in constant time. */
    public int size() {
        return TreeNode.sizeOf(root);
    }

    /** Whether there are no elements. */
    public boolean isEmpty() {
        return root == null;
    }

    /** All elements of this version in ascending order; the iterator cannot remove. */
    @Override
    public Iterator<E> iterator() {
        return TreeIterator.from(root);
    }

    /** Whether {@code other} is an index of equal elements, by {@code equals}, in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof SortedIndex<?> that) || size() != that.size()) {
            return false;
        }
        Iterator<?> theirs = that.iterator();
        for (E element : this) {
            if (!element.equals(theirs.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (E element : this) {
            hash = 31 * hash + element.hashCode();
        }
        return hash;
    }

    /** The size alone: an index may hold hundreds of thousands of records. */
    @Override
    public String toString() {
        return "SortedIndex[size=" + size() + "]";
    }

    private SortedIndex<E> version(@Nullable TreeNode<E> next) {
        return next == root ? this : new SortedIndex<>(order, next);
    }
}
