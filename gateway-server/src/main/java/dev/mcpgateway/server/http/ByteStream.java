package dev.mcpgateway.server.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer whose bytes come from somewhere else while it is sent. What is written is flushed at once, with the listener's write
 * deadline on each part; when its content fails, the connection is cut, so that the client sees that the answer is not whole. The
 * closing of the listener leaves it the time that every request has to end.
 *
 * @param length of the content in bytes, or {@link #UNKNOWN}
 * @param content is closed once the answer is over, also where nothing of it was asked for
 */
public record ByteStream(int status, HeaderFields headers, long length, Content content) implements Response {
    /** Sent in chunks. */
    public static final long UNKNOWN = -1;

    /** Where the bytes come from. */
    public interface Content extends AutoCloseable {
        /**
         * Writes all of it, on the request's own thread.
         *
         * @throws IOException when it breaks off, or the client has not taken it
         */
        void writeTo(OutputStream out) throws IOException;

        @Override
        void close();
    }

    @Override
    public ByteStream withHeader(String name, String value) {
        return new ByteStream(status, headers.with(name, value), length, content);
    }
}
