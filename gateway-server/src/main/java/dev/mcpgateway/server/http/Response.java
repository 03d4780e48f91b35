package dev.mcpgateway.server.http;

/**
 * An answer, as a value. Header names are matched without regard to case when they are sent; {@code Content-Length},
 * {@code Transfer-Encoding}, {@code Date} and {@code X-Request-Id} are the listener's. {@code Connection: close} is
 * honoured.
 */
public sealed interface Response permits JsonBody, Bytes, ByteStream, EventStream, Empty {
    /** The HTTP status. */
    int status();

    HeaderFields headers();

    /**
     * The same answer with a header set.
     *
     * @throws IllegalArgumentException if the name is no token or the value holds a control character (RFC 9110,
     *     section 5)
     */
    Response withHeader(String name, String value);

    /**
     * A JSON answer, serialised at once with {@link StrictJson#mapper()} so that a failure surfaces in the handler.
     *
     * @throws java.io.UncheckedIOException if the value cannot be serialised
     */
    static JsonBody json(int status, Object value) {
        return JsonBody.of(status, value);
    }

    /** Bytes of any other type. */
    static Bytes bytes(int status, String contentType, byte[] content) {
        return Bytes.of(status, contentType, content);
    }

    /** An answer without a body. */
    static Empty empty(int status) {
        return Empty.of(status);
    }

    /** A stream of server-sent events with status 200. */
    static EventStream events(EventStream.Writer writer) {
        return EventStream.of(200, writer);
    }
}
