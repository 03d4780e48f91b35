package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.http.JsonBody;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final List<String> PATH = List.of("configs", "one");
    private static final JsonBody ANSWER = answer(100);

    private final GatewayState now = GatewayState.EMPTY;
    private final GatewayState later = GatewayState.EMPTY.after(List.of(), 1);
    private final AnswerCache cache = new AnswerCache();

    @Test
    void anAnswerIsKeptForItsPathAndItsState() {
        cache.put(now, PATH, ANSWER);
        assertSame(ANSWER, cache.get(now, PATH));
        assertNull(cache.get(now, List.of("configs", "two")));
        assertNull(cache.get(later, PATH), "an equal state is another one");
    }

    @Test
    void theFirstAnswerOfAnotherStateLetsGoOfAllOthers() {
        cache.put(now, PATH, ANSWER);
        cache.put(later, List.of("configs", "two"), ANSWER);
        assertNull(cache.get(now, PATH));
        assertNull(cache.get(later, PATH));
    }

    @Test
    void largeAnswersAndTooManyAreNotKept() {
        cache.put(now, PATH, answer(20_000));
        assertNull(cache.get(now, PATH));
        IntStream.range(0, 1_000).forEach(i -> cache.put(now, List.of("" + i), ANSWER));
        assertEquals(
                256,
                IntStream.range(0, 1_000)
                        .filter(i -> cache.get(now, List.of("" + i)) != null)
                        .count());
    }

    private static JsonBody answer(int bytes) {
        return JsonBody.ofBytes(200, new byte[bytes]);
    }
}
