package dev.mcpgateway.server.mcp.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is to be written to a child, on a thread of its own: a child that does not read keeps nobody waiting. It takes as many
 * messages and bytes as its bounds allow.
 */
final class Outbox {
    private static final int MAX_MESSAGES = 1_024;
    private static final long MAX_BYTES = 32L << 20;
    private static final byte[] END = new byte[0];

    private final OutputStream out;
    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean isClosed;

    Outbox(OutputStream out) {
        this.out = out;
    }

    /** Whether {@code line} will be written, with a line feed after it; not when too much waits already. */
    boolean offer(byte[] line) {
        if (isClosed || queue.size() >= MAX_MESSAGES || bytes.get() + line.length > MAX_BYTES) {
            return false;
        }
        bytes.addAndGet(line.length);
        queue.add(line);
        return true;
    }

    /** Closes the stream as soon as nothing is being written to it; what waits is dropped. */
    void close() {
        isClosed = true;
        queue.clear();
        queue.add(END);
    }

    /** Writes until it is closed or nobody reads any more. */
    void run() {
        try (out) {
            byte[] line = queue.take();
            while (line != END) {
                out.write(line);
                out.write('\n');
                bytes.addAndGet(-line.length);
                if (queue.isEmpty()) {
                    out.flush();
                }
                line = queue.take();
            }
        } catch (IOException nobodyReads) {
            isClosed = true;
            queue.clear();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
