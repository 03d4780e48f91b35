package dev.mcpgateway.client.spi;

import dev.mcpgateway.client.internal.Futures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits between attempts. Tests put in one that does not wait. */
public interface Sleeper {

    /** Waits on the calling thread. */
    void sleep(Duration delay) throws InterruptedException;

    /** Completes after {@code delay}. Cancelling it is allowed and ends the wait. */
    CompletableFuture<Void> after(Duration delay);

    /** The one that waits by the system's clock. */
    static Sleeper system() {
        return new Sleeper() {
            @Override
            public void sleep(Duration delay) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(delay));
            }

            @Override
            public CompletableFuture<Void> after(Duration delay) {
                CompletableFuture<Void> timer = new CompletableFuture<Void>()
                        .completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
                // What follows must not run on the timer's thread, which is the whole JVM's.
                CompletableFuture<Void> after = timer.thenRunAsync(() -> {});
                Futures.cancelWith(after, timer);
                return after;
            }
        };
    }
}
