package dev.mcpgateway.server.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A line of the head of an answer. */
final class HttpLine {
    private HttpLine() {}

    /** The next one without its end; {@code in} is to be buffered. */
    static String read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
