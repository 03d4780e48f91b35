package dev.mcpgateway.server.http;

import java.util.Map;

/** An answer without a body: 204, 304, or {@code Content-Length: 0}. */
public record Empty(int status, Map<String, String> headers) implements Response {
    /** Copies and checks the headers. */
    public Empty {
        headers = HeaderFields.copyOf(headers);
    }

    /** Without headers of its own. */
    public static Empty of(int status) {
        return new Empty(status, Map.of());
    }

    @Override
    public Empty withHeader(String name, String value) {
        return new Empty(status, HeaderFields.with(headers, name, value));
    }
}
