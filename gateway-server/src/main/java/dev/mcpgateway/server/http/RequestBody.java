package dev.mcpgateway.server.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of one request, read at most once, each read with a deadline. */
final class RequestBody {
    private static final int FIRST_BUFFER = 16 * 1024;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final long length;
    private final IoGuard guard;
    private final long gapNanos;
    private long read;
    private boolean ended;
    private boolean broken;
    private byte @Nullable [] whole;

    /**
     * @param length in bytes, or {@link Framing#CHUNKED}
     * @param gapNanos the longest wait for more bytes
     */
    RequestBody(InputStream in, long length, IoGuard guard, long gapNanos) {
        this.in = in;
        this.length = length;
        this.guard = guard;
        this.gapNanos = gapNanos;
        this.ended = length == 0;
    }

    /**
     * The whole body; the same array each time.
     *
     * @throws HttpException 413 if it is larger than this, 408 if the client was too slow, 400 if it broke off or its
     *     chunks are malformed
     */
    byte[] whole(long maxBytes) {
        byte[] known = whole;
        if (known == null) {
            if (length > maxBytes) {
                throw HttpException.payloadTooLarge(maxBytes);
            }
            known = readWhole((int) Math.min(maxBytes, LARGEST_ARRAY));
            whole = known;
        } else if (known.length > maxBytes) {
            throw HttpException.payloadTooLarge(maxBytes);
        }
        return known;
    }

    /**
     * The array grows with what arrives and not with what is announced, so that announcing costs the client
     * something.
     */
    private byte[] readWhole(int maxBytes) {
        int expected = length == Framing.CHUNKED ? maxBytes : (int) length;
        byte[] buffer = new byte[Math.min(expected, FIRST_BUFFER)];
        int count = 0;
        while (!ended) {
            if (count == buffer.length && count < expected) {
                buffer = Arrays.copyOf(buffer, (int) Math.min((long) count * 2, expected));
            }
            if (count == buffer.length) {
                // Only a chunked body gets here: full to the limit, and the last chunk not yet seen.
                if (readGuarded(new byte[1], 0) > 0) {
                    throw HttpException.payloadTooLarge(maxBytes);
                }
            } else {
                count += Math.max(0, readGuarded(buffer, count));
            }
        }
        return count == buffer.length ? buffer : Arrays.copyOf(buffer, count);
    }

    /**
     * The body as it comes, once, for a body that is not to be held as a whole. Reading throws as {@link #whole} does.
     *
     * @throws HttpException 413 if it is known to be larger than this
     */
    InputStream stream(long maxBytes) {
        if (whole != null) {
            return new ByteArrayInputStream(whole(maxBytes));
        }
        if (length > maxBytes) {
            throw HttpException.payloadTooLarge(maxBytes);
        }
        return new InputStream() {
            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                if (count == 0) {
                    return 0;
                }
                int got = ended ? -1 : readGuarded(target, offset, count);
                if (read > maxBytes) {
                    throw HttpException.payloadTooLarge(maxBytes);
                }
                return got;
            }
        };
    }

    /** In bytes, or {@link Framing#CHUNKED}. */
    long length() {
        return length;
    }

    private int readGuarded(byte[] buffer, int offset) {
        return readGuarded(buffer, offset, buffer.length - offset);
    }

    private int readGuarded(byte[] buffer, int offset, int most) {
        try {
            guard.begin(gapNanos);
            try {
                return read(buffer, offset, most);
            } finally {
                guard.end();
            }
        } catch (ConnectionCutException | ClosedChannelException e) {
            broken = true;
            throw HttpException.of(HttpException.Kind.REQUEST_TIMEOUT, "The body did not arrive in time.")
                    .closingConnection();
        } catch (IOException | IndexOutOfBoundsException e) {
            // The JDK's parser of chunks fails with the latter for a size over 2^31.
            broken = true;
            throw HttpException.badRequest("The body ends early or its chunks are malformed.")
                    .closingConnection();
        }
    }

    private int read(byte[] buffer, int offset, int most) throws IOException {
        int count = in.read(buffer, offset, most);
        if (count < 0) {
            ended = true;
        } else {
            read += count;
            ended = read == length;
        }
        return count;
    }

    /** Whether bytes of the body may still be on their way. */
    boolean isPending() {
        return !ended;
    }

    /**
     * Whether the connection can serve no further request. A chunked one counts: the JDK computes the size of a chunk
     * in 32 bits, so what follows the body here might have been part of it for a proxy before us.
     */
    boolean endsConnection(long drainBytes) {
        return broken || length == Framing.CHUNKED || length - read > drainBytes;
    }

    /**
     * Reads and drops what is left, so that closing does not reset the connection under an answer that the client has
     * yet to read.
     *
     * @param maxBytes how much at most
     * @param nanos how long at most, as a whole
     * @return whether the body is at its end; if not, the connection is to be closed
     */
    boolean drain(long maxBytes, long nanos) {
        if (ended) {
            return true;
        }
        byte[] sink = new byte[FIRST_BUFFER];
        long limit = read + maxBytes;
        try {
            guard.begin(nanos);
            try {
                while (!ended && read < limit) {
                    read(sink, 0, sink.length);
                }
            } finally {
                guard.end();
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            // Gone, late or malformed: nothing more can be done for this connection than closing it, which false says.
            broken = true;
        }
        return ended;
    }
}
