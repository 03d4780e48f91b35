package dev.mcpgateway.server.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something that is done on the committer's thread between two batches, when the journal is nobody else's. */
final class Errand<T> implements Work {
    private final Task<T> task;
    private final CompletableFuture<T> done = new CompletableFuture<>();

    /** What is done, with the journal and what is published. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException;
    }

    Errand(Task<T> task) {
        this.task = task;
    }

    void run() {
        try {
            done.complete(task.run());
        } catch (IOException | RuntimeException | Error failure) {
            done.completeExceptionally(failure);
        }
    }

    void fail(IOException failure) {
        done.completeExceptionally(failure);
    }

    /** Waits until it is done. */
    T await() throws IOException {
        try {
            return done.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw failed;
        }
    }
}
