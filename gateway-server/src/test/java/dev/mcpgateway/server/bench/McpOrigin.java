package dev.mcpgateway.server.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A remote MCP server (2026-07-28) that costs as little as it can: one thread, which looks for four words in a request and keeps connections
 * open. Its tool {@code echo} answers with the arguments, its tool {@code events} with fifty reports of progress, each written by itself.
 */
public final class McpOrigin {
    private static final int EVENTS = 50;
    private static final int LARGEST = 64 * 1024;

    private static final String DISCOVERED = "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
            + "\"capabilities\":{\"tools\":{}},\"ttlMs\":3600000,\"cacheScope\":\"public\"}";
    private static final String SCHEMA = "\"inputSchema\":{\"type\":\"object\"}";
    private static final String TOOLS = "{\"resultType\":\"complete\",\"ttlMs\":3600000,\"cacheScope\":\"public\","
            + "\"tools\":[{\"name\":\"echo\"," + SCHEMA + "},{\"name\":\"events\"," + SCHEMA + "}]}";

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST);

    private McpOrigin(SocketChannel channel) {
        this.channel = channel;
    }

    /** Prints the port, and serves until it is killed. */
    public static void main(String[] args) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println(server.socket().getLocalPort());
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        accept(server, selector);
                    } else {
                        ((McpOrigin) key.attachment()).read();
                    }
                } catch (IOException gone) {
                    key.cancel();
                }
            });
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, new McpOrigin(channel));
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            channel.close();
            return;
        }
        String request = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        int head = request.indexOf("\r\n\r\n");
        if (head >= 0 && in.position() >= head + 4 + length(request.substring(0, head))) {
            in.clear();
            answer(request.substring(head + 4));
        }
    }

    private static int length(String head) {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("\r\ncontent-length:");
        return at < 0 ? 0 : Integer.parseInt(upTo('\r', head + "\r", at + 17).strip());
    }

    private void answer(String message) throws IOException {
        String id = after("\"id\":", message);
        if (message.contains("\"server/discover\"")) {
            json(id, DISCOVERED);
        } else if (message.contains("\"tools/list\"")) {
            json(id, TOOLS);
        } else if (message.contains("\"name\":\"events\"")) {
            events(id, after("\"progressToken\":", message));
        } else {
            json(id, result(upTo('}', message, message.indexOf("\"arguments\":") + 12) + "}"));
        }
    }

    private static String result(String arguments) {
        return "{\"resultType\":\"complete\",\"structuredContent\":" + arguments
                + ",\"content\":[{\"type\":\"text\",\"text\":\"echo\"}]}";
    }

    private void json(String id, String result) throws IOException {
        String body = response(id, result);
        write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body);
    }

    private void events(String id, String token) throws IOException {
        write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 1; i <= EVENTS; i++) {
            event("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":" + token
                    + ",\"progress\":" + i + ",\"total\":" + EVENTS + ",\"message\":\"Step " + i + "\"}}");
        }
        event(response(id, result("{}")));
        write("0\r\n\r\n");
    }

    private void event(String json) throws IOException {
        write(Integer.toHexString(json.length() + 8) + "\r\ndata: " + json + "\n\n\r\n");
    }

    private static String response(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The number or string after {@code name}. */
    private static String after(String name, String message) {
        int begin = message.indexOf(name) + name.length();
        int end = begin;
        while (message.charAt(end) != ',' && message.charAt(end) != '}') {
            end++;
        }
        return message.substring(begin, end);
    }

    private static String upTo(char last, String text, int begin) {
        return text.substring(begin, text.indexOf(last, begin));
    }
}
