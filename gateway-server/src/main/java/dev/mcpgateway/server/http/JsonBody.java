package dev.mcpgateway.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;

/** A JSON answer, already serialised. */
public final class JsonBody implements Response {
    private static final HeaderFields HEADERS = HeaderFields.of("Content-Type", "application/json; charset=utf-8");

    private final int status;
    private final HeaderFields headers;
    private final byte[] json;

    private JsonBody(int status, HeaderFields headers, byte[] json) {
        this.status = status;
        this.headers = headers;
        this.json = json;
    }

    /**
     * Serialises with {@link StrictJson#mapper()}.
     *
     * @throws UncheckedIOException if the value cannot be serialised
     */
    public static JsonBody of(int status, Object value) {
        try {
            return ofBytes(status, StrictJson.mapper().writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON that was serialised already, in UTF-8; the array is not copied. */
    public static JsonBody ofBytes(int status, byte[] json) {
        return new JsonBody(status, HEADERS, json);
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
    public JsonBody withHeader(String name, String value) {
        return new JsonBody(status, headers.with(name, value), json);
    }

    /** The same answer with another text, in UTF-8; the array is not copied. */
    public JsonBody withBytes(byte[] other) {
        return new JsonBody(status, headers, other);
    }

    /** The serialised text; not a copy. */
    public byte[] json() {
        return json;
    }
}
