package dev.mcpgateway.server.http;

import java.io.IOException;
import java.io.OutputStream;

/** Flushes what is written at once, each time with the write deadline. */
final class GuardedOutput extends OutputStream {
    private final OutputStream out;
    private final IoGuard guard;
    private final long writeNanos;
    private long bytes;

    GuardedOutput(OutputStream out, IoGuard guard, long writeNanos) {
        this.out = out;
        this.guard = guard;
        this.writeNanos = writeNanos;
    }

    /** How many were written. */
    long bytes() {
        return bytes;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        guard.begin(writeNanos);
        try {
            out.write(content, offset, length);
            out.flush();
        } finally {
            guard.end();
        }
        bytes += length;
    }
}
