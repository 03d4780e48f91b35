package dev.mcpgateway.client.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A thread in an exchange of {@code HttpClient.send}, which nothing but an interrupt ends early, as when its time is over. */
final class WaitingThread {
    private final Thread thread = Thread.currentThread();
    private @Nullable IOException reason;
    private boolean isOver;

    /** Takes the thread out of the exchange, if it is still in it. */
    synchronized void abort(IOException why) {
        if (!isOver && reason == null) {
            reason = why;
            thread.interrupt();
        }
    }

    /** Called by the thread when the exchange has ended: why it was taken out, or null. The interrupt that did it is not left behind. */
    synchronized @Nullable IOException leave() {
        if (!isOver && reason != null) {
            Thread.interrupted();
        }
        isOver = true;
        return reason;
    }

    /** As {@link #leave}, after an {@link InterruptedException}: it took one interrupt with it, so one that is there still is somebody else's. */
    synchronized @Nullable IOException leaveInterrupted() {
        isOver = true;
        return reason;
    }
}
