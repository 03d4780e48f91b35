package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BucketsTest {

    private static final long SECOND = 1_000_000_000L;

    private final NanoClock clock = new NanoClock();
    private final Buckets<Integer, Sometimes> buckets = new Buckets<>(Sometimes::new, clock);

    /** Idle or not, as a test says. */
    private static final class Sometimes extends Buckets.Bucket {
        boolean idle = true;
        boolean released;

        @Override
        boolean isIdle(long now) {
            return idle;
        }

        @Override
        void release() {
            released = true;
        }
    }

    @Test
    void aCallerKeepsItsBucketUntilThatIsIdle() {
        Sometimes first = buckets.with(1, bucket -> bucket);
        first.idle = false;
        clock.advance(SECOND);
        assertSame(first, buckets.with(1, bucket -> bucket));
        first.idle = true;
        clock.advance(SECOND);

        assertNotSame(first, buckets.with(1, bucket -> bucket));
    }

    @Test
    void aBucketThatACallerStillKnowsIsUsedUntilItIsSweptAndKeepsNothingThen() {
        Sometimes known = buckets.with(1, bucket -> bucket);
        known.idle = false;
        assertSame(known, buckets.with(1, known, bucket -> bucket));
        known.idle = true;
        clock.advance(SECOND);
        buckets.with(2, bucket -> bucket);

        assertTrue(known.released);
        Sometimes next = buckets.with(1, known, bucket -> bucket);
        assertNotSame(known, next);
        assertSame(next, buckets.with(1, bucket -> bucket));
    }

    @Test
    void noneIsSweptBeforeASecondIsOver() {
        make(10);
        clock.advance(SECOND - 1);
        buckets.with(1, bucket -> bucket);
        assertEquals(10, buckets.size());
        clock.advance(1);
        buckets.with(1, bucket -> bucket);

        assertEquals(1, buckets.size());
    }

    @Test
    void oneCallASecondSweepsAThousandAndNoMore() {
        make(3_000);
        clock.advance(SECOND);
        for (int i = 0; i < 3; i++) {
            buckets.with(-1, bucket -> bucket);
            assertEquals(3_000 - 1_024 + 1, buckets.size());
        }
        clock.advance(SECOND);
        buckets.with(-1, bucket -> bucket);

        assertEquals(3_000 - 2 * 1_024 + 1, buckets.size());
    }

    @Test
    void anyThreadGoesOnWhereAnotherLeftOff() throws Exception {
        make(2_000);
        clock.advance(SECOND);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> buckets.with(-1, bucket -> bucket)).get();
        } finally {
            other.shutdownNow();
        }
        clock.advance(SECOND);
        buckets.with(-1, bucket -> bucket);

        assertEquals(1, buckets.size());
    }

    private void make(int count) {
        for (int i = 0; i < count; i++) {
            buckets.with(i, bucket -> bucket);
        }
    }
}
