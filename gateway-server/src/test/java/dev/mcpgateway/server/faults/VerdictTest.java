package dev.mcpgateway.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A harness that finds nothing proves something only if it finds what there is to find. */
class VerdictTest {
    private static final Map<String, String> BEFORE = Map.of("a", "1", "b", "1");

    @Test
    void whatWasAcknowledgedAndIsGoneIsLost() {
        Verdict verdict = judged(BEFORE, BEFORE, Map.of("a", "1"));

        assertEquals(1, verdict.lost().size());
        assertEquals(0, verdict.half().size());
    }

    @Test
    void whatWasDeletedAndIsBackIsLost() {
        assertEquals(
                1,
                judged(BEFORE, BEFORE, Map.of("a", "1", "b", "1", "c", "1"))
                        .lost()
                        .size());
    }

    @Test
    void aCallUnderWayMayBeThereOrNot() {
        Map<String, String> after = Map.of("a", "2", "c", "1");

        assertEquals(new Verdict(List.of(), List.of()), judged(BEFORE, after, BEFORE));
        assertEquals(new Verdict(List.of(), List.of()), judged(BEFORE, after, after));
    }

    @Test
    void aCallOfWhichAPartIsThereIsHalf() {
        Verdict verdict = judged(BEFORE, Map.of("a", "2", "c", "1"), Map.of("a", "2", "b", "1"));

        assertEquals(0, verdict.lost().size());
        assertEquals(1, verdict.half().size());
    }

    private static Verdict judged(Map<String, String> before, Map<String, String> after, Map<String, String> found) {
        return Verdict.of(new TreeMap<>(before), new TreeMap<>(after), new TreeMap<>(found));
    }
}
