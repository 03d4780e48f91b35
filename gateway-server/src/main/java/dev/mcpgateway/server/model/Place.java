package dev.mcpgateway.server.model;

import java.util.concurrent.atomic.AtomicBoolean;

/** One of a bounded number; given back by the first close. */
final class Place implements AutoCloseable {
    private final Runnable givenBack;
    private final AtomicBoolean isGivenBack = new AtomicBoolean();

    Place(Runnable givenBack) {
        this.givenBack = givenBack;
    }

    @Override
    public void close() {
        if (!isGivenBack.getAndSet(true)) {
            givenBack.run();
        }
    }
}
