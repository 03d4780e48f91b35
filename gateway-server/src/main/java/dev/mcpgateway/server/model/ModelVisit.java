package dev.mcpgateway.server.model;

import dev.mcpgateway.server.http.Request;

/**
 * A request of a key that is let in, until its answer is over: that is when it is counted as the key's usage, once, and when its place gets
 * free for the key's next. What it answers at once ends with it; of a stream the stream's end is the visit's.
 */
final class ModelVisit implements AutoCloseable {
    /** Counts what became of a request. */
    @FunctionalInterface
    interface Usage {
        void record(int status, boolean isError);
    }

    private static final int FIRST_ERROR = 400;

    private final Request request;
    private final Payload payload;
    private final Place place;
    private final Usage usage;
    private boolean isCounted;

    ModelVisit(Request request, Payload payload, Place place, Usage usage) {
        this.request = request;
        this.payload = payload;
        this.place = place;
        this.usage = usage;
    }

    Request request() {
        return request;
    }

    Payload payload() {
        return payload;
    }

    /** Its answer is whole, as far as the gateway knows. */
    void answered(int status) {
        count(status, status >= FIRST_ERROR);
    }

    /** Its answer has begun with {@code status}, and does not come to its end. */
    void brokenOff(int status) {
        count(status, true);
    }

    private void count(int status, boolean isError) {
        if (!isCounted) {
            isCounted = true;
            usage.record(status, isError);
        }
    }

    @Override
    public void close() {
        place.close();
    }
}
