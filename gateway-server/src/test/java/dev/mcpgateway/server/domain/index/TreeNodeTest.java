package dev.mcpgateway.server.domain.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeNodeTest {

    private static final Comparator<Integer> ORDER = Comparator.naturalOrder();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyUpdateLeavesEverySubtreeInBalance(long seed) {
        Random random = new Random(seed);
        int range = 10 + random.nextInt(300);
        TreeNode<Integer> tree = null;
        for (int step = 0; step < 3_000; step++) {
            // Runs of neighbours unbalance a tree the most.
            int number = random.nextInt(4) == 0 ? random.nextInt(range) : step % range;
            boolean adds = random.nextInt(10) < (step < 1_500 ? 8 : 2);
            tree = adds ? TreeNode.with(tree, number, ORDER) : TreeNode.without(tree, number, ORDER);
            assertBalanced(tree, "seed " + seed + ", step " + step);
        }
    }

    private static int assertBalanced(@Nullable TreeNode<Integer> tree, String message) {
        if (tree == null) {
            return 0;
        }
        int left = assertBalanced(tree.left(), message);
        int right = assertBalanced(tree.right(), message);
        assertTrue(left + 1 <= 3 * (right + 1) && right + 1 <= 3 * (left + 1), message + ": " + left + ", " + right);
        assertEquals(left + right + 1, TreeNode.sizeOf(tree), message);
        return left + right + 1;
    }
}
