package dev.mcpgateway.server.domain.index;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the weight-balanced tree behind {@link SortedIndex}; null is the empty tree. An update that changes nothing
 * gives the same node back.
 */
final class TreeNode<E> {

    /** One side may weigh at most this many times as much as the other. */
    private static final int BALANCE = 3;

    /** An inner grandchild this many times as heavy as the outer one calls for a double rotation. */
    private static final int INNER = 2;

    private final E element;
    private final int size;
    private final @Nullable TreeNode<E> left;
    private final @Nullable TreeNode<E> right;

    private TreeNode(E element, @Nullable TreeNode<E> left, @Nullable TreeNode<E> right) {
        this.element = element;
        this.size = sizeOf(left) + sizeOf(right) + 1;
        this.left = left;
        this.right = right;
    }

    E element() {
        return element;
    }

    @Nullable
    TreeNode<E> left() {
        return left;
    }

    @Nullable
    TreeNode<E> right() {
        return right;
    }

    static int sizeOf(@Nullable TreeNode<?> tree) {
        return tree == null ? 0 : tree.size;
    }

    static <E> TreeNode<E> of(E only) {
        return new TreeNode<>(only, null, null);
    }

    /** The tree of a range of {@code sorted}, whose halves differ by one element at most: the best balance there is. */
    static <E> @Nullable TreeNode<E> of(List<E> sorted, int from, int to) {
        if (from == to) {
            return null;
        }
        int middle = (from + to) >>> 1;
        return new TreeNode<>(sorted.get(middle), of(sorted, from, middle), of(sorted, middle + 1, to));
    }

    static <E> TreeNode<E> with(@Nullable TreeNode<E> tree, E added, Comparator<? super E> order) {
        if (tree == null) {
            return of(added);
        }
        int comparison = order.compare(added, tree.element);
        if (comparison < 0) {
            TreeNode<E> next = with(tree.left, added, order);
            return next == tree.left ? tree : balanced(tree.element, next, tree.right);
        }
        if (comparison > 0) {
            TreeNode<E> next = with(tree.right, added, order);
            return next == tree.right ? tree : balanced(tree.element, tree.left, next);
        }
        return tree.element == added ? tree : new TreeNode<>(added, tree.left, tree.right);
    }

    static <E> @Nullable TreeNode<E> without(@Nullable TreeNode<E> tree, E removed, Comparator<? super E> order) {
        if (tree == null) {
            return null;
        }
        int comparison = order.compare(removed, tree.element);
        if (comparison < 0) {
            TreeNode<E> next = without(tree.left, removed, order);
            return next == tree.left ? tree : balanced(tree.element, next, tree.right);
        }
        if (comparison > 0) {
            TreeNode<E> next = without(tree.right, removed, order);
            return next == tree.right ? tree : balanced(tree.element, tree.left, next);
        }
        return joined(tree.left, tree.right);
    }

    E leftmost() {
        TreeNode<E> node = this;
        while (node.left != null) {
            node = node.left;
        }
        return node.element;
    }

    private E rightmost() {
        TreeNode<E> node = this;
        while (node.right != null) {
            node = node.right;
        }
        return node.element;
    }

    /** Two balanced neighbours as one tree; what fills the gap comes from the heavier one. */
    private static <E> @Nullable TreeNode<E> joined(@Nullable TreeNode<E> left, @Nullable TreeNode<E> right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        return left.size > right.size
                ? balanced(left.rightmost(), left.withoutRightmost(), right)
                : balanced(right.leftmost(), left, right.withoutLeftmost());
    }

    private @Nullable TreeNode<E> withoutLeftmost() {
        return left == null ? right : balanced(element, left.withoutLeftmost(), right);
    }

    private @Nullable TreeNode<E> withoutRightmost() {
        return right == null ? left : balanced(element, left, right.withoutRightmost());
    }

    /** A balanced tree of parts that were in balance before one of them grew or shrank by one element. */
    private static <E> TreeNode<E> balanced(E element, @Nullable TreeNode<E> left, @Nullable TreeNode<E> right) {
        if (right != null && tooHeavy(right, left)) {
            return rotatedLeft(element, left, right);
        }
        if (left != null && tooHeavy(left, right)) {
            return rotatedRight(element, left, right);
        }
        return new TreeNode<>(element, left, right);
    }

    private static <E> TreeNode<E> rotatedLeft(E element, @Nullable TreeNode<E> left, TreeNode<E> right) {
        TreeNode<E> inner = right.left;
        if (inner != null && weight(inner) >= INNER * weight(right.right)) {
            return new TreeNode<>(
                    inner.element,
                    new TreeNode<>(element, left, inner.left),
                    new TreeNode<>(right.element, inner.right, right.right));
        }
        return new TreeNode<>(right.element, new TreeNode<>(element, left, inner), right.right);
    }

    private static <E> TreeNode<E> rotatedRight(E element, TreeNode<E> left, @Nullable TreeNode<E> right) {
        TreeNode<E> inner = left.right;
        if (inner != null && weight(inner) >= INNER * weight(left.left)) {
            return new TreeNode<>(
                    inner.element,
                    new TreeNode<>(left.element, left.left, inner.left),
                    new TreeNode<>(element, inner.right, right));
        }
        return new TreeNode<>(left.element, left.left, new TreeNode<>(element, inner, right));
    }

    private static boolean tooHeavy(@Nullable TreeNode<?> one, @Nullable TreeNode<?> other) {
        return weight(one) > BALANCE * weight(other);
    }

    /** In long, so that three times the weight of half a billion elements is still a number. */
    private static long weight(@Nullable TreeNode<?> tree) {
        return sizeOf(tree) + 1L;
    }
}
