package dev.mcpgateway.server.http;

import com.sun.net.httpserver.Headers;
import java.util.List;

/**
 * How long the body of a request is (RFC 9112, section 6), checked more strictly than the JDK does: a request that
 * two parsers could read as two different ones must not get through a gateway.
 *
 * @param length bytes; {@link #CHUNKED} if only the last chunk will tell
 */
record Framing(long length) {
    static final long CHUNKED = -1;

    private static final int MAX_LENGTH_DIGITS = 18;
    private static final Framing NO_BODY = new Framing(0);

    /** What is assumed of a request whose framing was refused. */
    static final Framing UNKNOWN = new Framing(CHUNKED);

    /**
     * Reads the length.
     *
     * @throws HttpException 400 that closes the connection
     */
    static Framing of(Headers headers) {
        List<String> lengths = headers.get("Content-Length");
        List<String> codings = headers.get("Transfer-Encoding");
        if (codings != null) {
            if (lengths != null) {
                throw refused("Content-Length and Transfer-Encoding exclude each other.");
            }
            if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw refused("The only Transfer-Encoding that is served is chunked.");
            }
            return new Framing(CHUNKED);
        }
        return lengths == null ? NO_BODY : new Framing(contentLength(lengths));
    }

    private static long contentLength(List<String> lengths) {
        String text = lengths.get(0);
        if (lengths.size() != 1 || text.isEmpty() || text.length() > MAX_LENGTH_DIGITS) {
            throw refused("Content-Length is one number.");
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw refused("Content-Length is one number.");
            }
            length = length * 10 + digit;
        }
        return length;
    }

    private static HttpException refused(String text) {
        return HttpException.badRequest(text).closingConnection();
    }
}
