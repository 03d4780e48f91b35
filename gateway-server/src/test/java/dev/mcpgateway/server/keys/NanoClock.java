package dev.mcpgateway.server.keys;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that stands still until it is moved; it overflows soon after its start, as the real one may. */
final class NanoClock implements LongSupplier {
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(2).toNanos());

    @Override
    public long getAsLong() {
        return now.get();
    }

    void advance(long nanos) {
        now.addAndGet(nanos);
    }

    void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds).toNanos());
    }
}
