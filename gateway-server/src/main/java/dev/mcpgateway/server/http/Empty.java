package dev.mcpgateway.server.http;

/** An answer without a body: 204, 304, or {@code Content-Length: 0}. */
public record Empty(int status, HeaderFields headers) implements Response {
    /** Without headers of its own. */
    public static Empty of(int status) {
        return new Empty(status, HeaderFields.NONE);
    }

    @Override
    public Empty withHeader(String name, String value) {
        return new Empty(status, headers.with(name, value));
    }
}
