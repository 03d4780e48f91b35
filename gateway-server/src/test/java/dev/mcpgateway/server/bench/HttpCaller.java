package dev.mcpgateway.server.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection to a Streamable HTTP endpoint, kept alive, on a plain socket: what an HTTP client costs by itself is not to be
 * measured. It takes answers as JSON and as events.
 */
final class HttpCaller implements EchoCaller {
    private final Socket socket;
    private final InputStream in;
    private final String key;
    private final String tool;
    private final boolean isModern;
    private String session = "";
    private int id;

    /** Where an endpoint is, the key to it, and what it calls the tool. */
    record Endpoint(int port, String key, String tool) {}

    private HttpCaller(Endpoint endpoint, boolean isModern) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.key = endpoint.key();
        this.tool = endpoint.tool();
        this.isModern = isModern;
    }

    /** One with a session of its own (2025-11-25). */
    static HttpCaller withSession(Endpoint endpoint) throws IOException {
        HttpCaller caller = new HttpCaller(endpoint, false);
        caller.begin();
        return caller;
    }

    /** One whose requests need no session (2026-07-28). */
    static HttpCaller withoutSession(Endpoint endpoint) throws IOException {
        return new HttpCaller(endpoint, true);
    }

    /** Begins another session on the same connection and gives its id. */
    String begin() throws IOException {
        session = "";
        post(EchoMessages.initialize(), "");
        post(EchoMessages.INITIALIZED, "");
        return session;
    }

    /** One that has opened the stream of what servers say of their own accord, and leaves it open. */
    static HttpCaller listening(Endpoint endpoint, String session) throws IOException {
        HttpCaller caller = new HttpCaller(endpoint, false);
        caller.session = session;
        caller.send("GET", "Accept: text/event-stream\r\n", "");
        caller.head();
        return caller;
    }

    @Override
    public void call() throws IOException {
        id++;
        EchoMessages.check(
                isModern
                        ? post(
                                EchoMessages.call(id, tool, EchoMessages.CLAIM),
                                "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: " + tool
                                        + "\r\n")
                        : post(EchoMessages.call(id, tool, ""), ""));
    }

    private String post(String body, String headers) throws IOException {
        send(
                "POST",
                "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n" + headers,
                body);
        Head head = head();
        return new String(head.isChunked() ? chunks() : in.readNBytes(head.length()), StandardCharsets.UTF_8);
    }

    private void send(String method, String headers, String body) throws IOException {
        String request = method + " /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n"
                + (session.isEmpty() ? "" : "Mcp-Session-Id: " + session + "\r\nMCP-Protocol-Version: 2025-11-25\r\n")
                + headers + "\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How the body of an answer is framed. */
    private record Head(boolean isChunked, int length) {}

    private Head head() throws IOException {
        String status = HttpLine.read(in);
        if (!status.startsWith("HTTP/1.1 20")) {
            throw new IOException(status);
        }
        boolean isChunked = false;
        int length = 0;
        for (String header = HttpLine.read(in); !header.isEmpty(); header = HttpLine.read(in)) {
            String value = header.substring(header.indexOf(':') + 1).strip();
            switch (header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> isChunked = true;
                case "mcp-session-id" -> session = value;
                default -> {
                    // It says nothing of the body.
                }
            }
        }
        return new Head(isChunked, length);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(HttpLine.read(in), 16);
                size > 0;
                size = Integer.parseInt(HttpLine.read(in), 16)) {
            body.write(in.readNBytes(size));
            HttpLine.read(in);
        }
        HttpLine.read(in);
        return body.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
