package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that answers byte by byte as a test says, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    /** What happens to a request. */
    interface Script {
        void answer(Asked asked) throws Exception;
    }

    /** A request, and the connection that it came on. */
    record Asked(String method, Map<String, String> headers, ObjectNode message, Socket socket, InputStream in) {
        /** The method of its message; that of HTTP where it has none. */
        String what() {
            return message.has("method") ? JsonRpc.method(message) : method;
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        void status(int status, String... headers) throws IOException {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            write("HTTP/1.1 " + status + " \r\n" + more + "Content-Length: 0\r\n\r\n");
        }

        void json(String body, String... headers) throws IOException {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + more + "Content-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }

        /** A result with the members {@code result}. */
        void result(String result, String... headers) throws IOException {
            json("{\"jsonrpc\":\"2.0\",\"id\":" + message.path("id") + ",\"result\":" + result + "}", headers);
        }

        void text(String text) throws IOException {
            result("{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}");
        }

        /** The beginning of a stream of events that ends with the connection. */
        void events() throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    static ScriptedServer start(Script script) throws IOException {
        return start(0, script);
    }

    static ScriptedServer start(int port, Script script) throws IOException {
        return start(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), script);
    }

    static ScriptedServer start(ServerSocket server, Script script) {
        ScriptedServer scripted = new ScriptedServer(server, script);
        daemon(scripted::accept);
        return scripted;
    }

    /** One of the modern era with tools; calls of them go to {@code calls}. */
    static ScriptedServer modern(Script calls) throws IOException {
        return start(modernWith(calls));
    }

    static Script modernWith(Script calls) {
        return asked -> {
            if (asked.what().equals("server/discover")) {
                asked.result("{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":"
                        + "{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"public\"}");
            } else {
                calls.answer(asked);
            }
        };
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/mcp";
    }

    /** How many connections were made to it. */
    int connections() {
        return connections.get();
    }

    /** The requests so far. */
    List<Asked> asked() {
        return asked;
    }

    /** How many requests were about {@code what}. */
    long asked(String what) {
        return asked.stream().filter(one -> one.what().equals(what)).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String start = line(in);
                Map<String, String> headers = new TreeMap<>();
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    int colon = line.indexOf(':');
                    headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                ObjectNode message = JsonRpc.parse(body).orElseGet(JsonRpc::object);
                Asked one = new Asked(start.split(" ", 2)[0], headers, message, socket, in);
                asked.add(one);
                script.answer(one);
            }
        } catch (Exception over) {
            // The script or the gateway has closed the connection.
        } finally {
            open.remove(socket);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** The version that a legacy client asked for. */
    static String initialized(Asked asked) {
        JsonNode version = asked.message().at("/params/protocolVersion");
        return "{\"protocolVersion\":" + version
                + ",\"capabilities\":{\"tools\":{},\"resources\":{\"subscribe\":true}},"
                + "\"serverInfo\":{\"name\":\"scripted\",\"version\":\"1\"}}";
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
