package dev.mcpgateway.server.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A bound for each key, so that no key takes all of what there is for all. */
final class KeyPlaces {
    private final int most;
    private final String refusal;
    /** By the ids of keys; none where nothing is taken. */
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * None taken yet.
     *
     * @param most that one key has at once
     * @param refusal what is said to one that wants more
     */
    KeyPlaces(int most, String refusal) {
        this.most = most;
        this.refusal = refusal;
    }

    /** @throws RefusedException 503 when the key has all that it may have */
    Place take(String keyId) {
        taken.compute(keyId, (same, count) -> {
            int now = count == null ? 0 : count;
            if (now >= most) {
                throw RefusedException.overloaded(refusal);
            }
            return now + 1;
        });
        return new Place(() -> taken.computeIfPresent(keyId, (same, count) -> count == 1 ? null : count - 1));
    }
}
