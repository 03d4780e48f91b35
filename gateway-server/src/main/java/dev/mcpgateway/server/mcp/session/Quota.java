package dev.mcpgateway.server.mcp.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something each key has at once, of which it may have so many. */
final class Quota {
    private final int most;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Quota(int most) {
        this.most = most;
    }

    /** Whether the key may have one more; it has it then. */
    boolean take(String keyId) {
        boolean[] isTaken = new boolean[1];
        taken.compute(keyId, (id, count) -> {
            int present = count == null ? 0 : count;
            isTaken[0] = present < most;
            return isTaken[0] ? Integer.valueOf(present + 1) : count;
        });
        return isTaken[0];
    }

    void giveBack(String keyId) {
        taken.computeIfPresent(keyId, (id, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
