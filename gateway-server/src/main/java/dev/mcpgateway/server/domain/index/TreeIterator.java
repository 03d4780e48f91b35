package dev.mcpgateway.server.domain.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Elements in ascending order. The stack holds the nodes whose left side is done, the next one on top. */
final class TreeIterator<E> implements Iterator<E> {

    private final Deque<TreeNode<E>> stack = new ArrayDeque<>();

    private TreeIterator() {}

    static <E> TreeIterator<E> from(@Nullable TreeNode<E> root) {
        TreeIterator<E> iterator = new TreeIterator<>();
        iterator.pushLeftSide(root);
        return iterator;
    }

    static <E> TreeIterator<E> after(@Nullable TreeNode<E> root, Predicate<? super E> leading) {
        TreeIterator<E> iterator = new TreeIterator<>();
        TreeNode<E> node = root;
        while (node != null) {
            if (leading.test(node.element())) {
                node = node.right();
            } else {
                iterator.stack.push(node);
                node = node.left();
            }
        }
        return iterator;
    }

    @Override
    public boolean hasNext() {
        return !stack.isEmpty();
    }

    @Override
    public E next() {
        TreeNode<E> node = stack.pop();
        pushLeftSide(node.right());
        return node.element();
    }

    private void pushLeftSide(@Nullable TreeNode<E> tree) {
        for (TreeNode<E> node = tree; node != null; node = node.left()) {
            stack.push(node);
        }
    }
}
