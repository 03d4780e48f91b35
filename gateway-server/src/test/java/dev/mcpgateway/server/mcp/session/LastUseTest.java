package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LastUseTest {
    private long now = 5;
    private final LastUse use = new LastUse(() -> now);

    @Test
    void whatIsUsedIsNotIdle() {
        now = 10;
        assertEquals(OptionalLong.empty(), use.idleSince(true));
    }

    @Test
    void whatIsNotUsedIsIdleSinceItsLastRequest() {
        assertEquals(OptionalLong.of(5), use.idleSince(false));
        now = 10;
        use.note();
        now = 20;
        assertEquals(OptionalLong.of(10), use.idleSince(false));
    }

    @Test
    void aStreamThatWasReadUntilNowCountsAsUseUntilNow() {
        now = 1_000;
        use.idleSince(true);
        now = 1_001;
        assertEquals(OptionalLong.of(1_000), use.idleSince(false));
    }
}
