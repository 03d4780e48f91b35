package dev.mcpgateway.server.http;

import java.util.Map;

/** An answer of bytes that are at hand as a whole, such as a page or a download. */
public final class Bytes implements Response {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] content;

    private Bytes(int status, Map<String, String> headers, byte[] content) {
        this.status = status;
        this.headers = headers;
        this.content = content;
    }

    /** The array is not copied. */
    public static Bytes of(int status, String contentType, byte[] content) {
        return new Bytes(status, HeaderFields.with(Map.of(), "Content-Type", contentType), content);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public Bytes withHeader(String name, String value) {
        return new Bytes(status, HeaderFields.with(headers, name, value), content);
    }

    /** The body; not a copy. */
    public byte[] content() {
        return content;
    }
}
