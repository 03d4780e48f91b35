package dev.mcpgateway.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What is done when a future ends. */
public final class Futures {
    private Futures() {}

    /** Calls {@code action} with the value or the failure. It must not throw: nobody would learn of it. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing follows the action, so nobody waits for its future
    static <T> void whenEnded(CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> action) {
        future.whenComplete(action);
    }

    /** Cancels {@code other} when {@code future} is cancelled: one made from another does not pass that back by itself. */
    public static void cancelWith(CompletableFuture<?> future, CompletableFuture<?> other) {
        whenEnded(future, (value, failure) -> {
            if (future.isCancelled()) {
                other.cancel(true);
            }
        });
    }

    /** What a future failed with, out of the exception that futures made from others wrap it in. */
    static Throwable cause(Throwable failure) {
        boolean isWrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        Throwable cause = failure.getCause();
        return isWrapper && cause != null ? cause : failure;
    }
}
