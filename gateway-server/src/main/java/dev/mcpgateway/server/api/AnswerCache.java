package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.http.JsonBody;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were written already, kept while the state is the one that they show. A state never changes, so an answer is
 * current exactly as long as its state is: the first look with another state lets go of all.
 */
final class AnswerCache {
    /** With the largest answer this bounds the memory to 4 MB. */
    private static final int MAX_ANSWERS = 256;

    private static final int MAX_BYTES = 16 * 1024;

    private volatile @Nullable Shelf shelf;

    private record Shelf(GatewayState state, ConcurrentMap<List<String>, JsonBody> answers) {}

    /** The answer that was kept for {@code path}, in decoded segments, under this very state. */
    @Nullable
    JsonBody get(GatewayState state, List<String> path) {
        Shelf current = shelf;
        return current == null || current.state() != state
                ? null
                : current.answers().get(path);
    }

    /**
     * Keeps an answer.
     *
     * @param state a state that was current before the answer was made; the answer shows this one or a later one
     */
    void put(GatewayState state, List<String> path, JsonBody answer) {
        if (answer.json().length > MAX_BYTES) {
            return;
        }
        Shelf current = shelf;
        if (current == null || current.state() != state) {
            current = new Shelf(state, new ConcurrentHashMap<>());
            shelf = current;
        }
        if (current.answers().size() < MAX_ANSWERS) {
            current.answers().put(path, answer);
        }
    }
}
