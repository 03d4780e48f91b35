package dev.mcpgateway.server.mcp.upstream.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request. */
public final class Request {
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean isRepeatable;

    /**
     * A request.
     *
     * @param target path and query
     * @param headers beside those that frame it; their values are of ISO 8859-1
     * @param body empty for none
     * @param isRepeatable whether it may be sent again where it is not known whether the server has read it
     */
    public Request(String method, String target, Map<String, String> headers, byte[] body, boolean isRepeatable) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.isRepeatable = isRepeatable;
    }

    /** Of the body, in bytes. */
    public int length() {
        return body.length;
    }

    boolean isRepeatable() {
        return isRepeatable;
    }

    /** As it is on the wire; {@code authority} is what it says of the host. */
    byte[] bytes(String authority) {
        StringBuilder head = new StringBuilder(512);
        head.append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(authority);
        head.append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** Shows no header, which may be a secret, and no body. */
    @Override
    public String toString() {
        return "Request[" + method + "]";
    }
}
