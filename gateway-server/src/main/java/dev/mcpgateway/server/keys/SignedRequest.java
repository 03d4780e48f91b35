package dev.mcpgateway.server.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;

/**
 * What a signature covers, and the headers that it is in.
 *
 * @param method as sent, {@code POST}
 * @param target the path and the query as sent, nothing decoded; on {@code /mcp/<key>} with the key
 * @param headers the values of all headers of a name, in any case; none is an empty list
 * @param body read only where there is a signature
 */
public record SignedRequest(String method, String target, Function<String, List<String>> headers, Body body) {

    /** The body as sent; it may lie in a file. */
    @FunctionalInterface
    public interface Body {
        /** A stream from the first byte on, which the caller closes. */
        InputStream open() throws IOException;

        /** A body in memory. */
        static Body of(byte[] bytes) {
            return () -> new ByteArrayInputStream(bytes);
        }
    }

    /** Without the target, which may hold a key. */
    @Override
    public String toString() {
        return "SignedRequest[" + method + "]";
    }
}
