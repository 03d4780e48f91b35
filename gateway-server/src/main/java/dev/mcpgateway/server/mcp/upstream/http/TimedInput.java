package dev.mcpgateway.server.mcp.upstream.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** What comes on a socket; for a while its reads can be kept from waiting longer than to one moment for all of them. */
final class TimedInput extends FilterInputStream {
    private final Socket socket;
    private boolean isLimited;
    private long until;

    TimedInput(Socket socket) throws IOException {
        super(socket.getInputStream());
        this.socket = socket;
    }

    /** From now on all reads together wait for so long, and then fail with a {@link SocketTimeoutException}. */
    void limit(int millis) {
        isLimited = true;
        until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** From now on reads wait. */
    void unlimit() throws IOException {
        isLimited = false;
        socket.setSoTimeout(0);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (isLimited) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) left);
        }
        return super.read(target, offset, length);
    }
}
