package dev.mcpgateway.server.http;

import java.io.IOException;

/**
 * Puts a deadline on blocking I/O of the current thread: {@code begin}, the I/O, and {@code end} in a finally block.
 */
interface IoGuard {
    /** For I/O that cannot block. */
    IoGuard NONE = new IoGuard() {
        @Override
        public void begin(long nanos) {}

        @Override
        public void end() {}
    };

    /**
     * Starts the deadline.
     *
     * @throws IOException if the connection was cut before
     */
    void begin(long nanos) throws IOException;

    /** Takes the deadline away. After it, no interrupt of this guard can reach the thread. */
    void end();
}
