package dev.mcpgateway.client.spi;

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
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            }

            @Override
            public CompletableFuture<Void> after(Duration delay) {
                return new CompletableFuture<Void>().completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        };
    }
}
