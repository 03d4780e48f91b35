package dev.mcpgateway.server.http;

/** An answer of bytes that are at hand as a whole, such as a page or a download. */
public final class Bytes implements Response {
    private final int status;
    private final HeaderFields headers;
    private final byte[] content;

    private Bytes(int status, HeaderFields headers, byte[] content) {
        this.status = status;
        this.headers = headers;
        this.content = content;
    }

    /** The array is not copied. */
    public static Bytes of(int status, String contentType, byte[] content) {
        return new Bytes(status, HeaderFields.of("Content-Type", contentType), content);
    }

    /** With these headers; the array is not copied. */
    public static Bytes of(int status, HeaderFields headers, byte[] content) {
        return new Bytes(status, headers, content);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public HeaderFields headers() {
        return headers;
    }

    @Override
    public Bytes withHeader(String name, String value) {
        return new Bytes(status, headers.with(name, value), content);
    }

    /** The body; not a copy. */
    public byte[] content() {
        return content;
    }
}
