package dev.mcpgateway.client.spi;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One answer as it came in. Its body may hold secrets; {@link #toString()} does not show it. */
public final class TransportResponse {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /** An answer; the body is not copied, and is empty where there is none. */
    public TransportResponse(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** An answer with a JSON body, for tests. */
    public static TransportResponse json(int status, String body) {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("content-type", List.of("application/json; charset=utf-8")), (name, value) -> true);
        return new TransportResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The header fields. */
    public HttpHeaders headers() {
        return headers;
    }

    /** The body, which must not be changed. */
    public byte[] body() {
        return body;
    }

    /** Status and length. */
    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
