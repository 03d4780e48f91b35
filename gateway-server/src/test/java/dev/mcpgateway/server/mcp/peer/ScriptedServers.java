package dev.mcpgateway.server.mcp.peer;

import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * MCP servers whose processes are real and whose words are a test's: each child is a shell that passes on, over a socket, what it is
 * sent and what it is to say. So it starts in no time, and the test sees both of its sides.
 */
public final class ScriptedServers implements AutoCloseable {
    /** Ends when the gateway closes its input, and when the test closes the socket. */
    private static final String PROGRAM = """
            exec 3<>"/dev/tcp/127.0.0.1/$1" 4<&0 || exit 1
            printf '%s %s\\n' "$$" "$2" >&3
            (exec -a "$0" cat <&3) &
            (exec -a "$0" cat <&4 >&3) &
            wait -n
            kill $(jobs -p) 2>/dev/null
            """;

    private static final int BACKLOG = 256;

    /** Distinguishes the processes of one test from those of all others. */
    private final String mark = "mark-" + Long.toHexString(new SecureRandom().nextLong());

    private final Map<String, ScriptedServer> servers = new ConcurrentHashMap<>();
    private final ServerSocket socket;

    public ScriptedServers() {
        try {
            socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        daemon("scripted-servers", this::accept);
    }

    /** A server of this name, with one tool, {@code echo}, until it is told something else. */
    public ScriptedServer server(String name) {
        return servers.computeIfAbsent(
                name,
                key -> new ScriptedServer(
                        key, "bash", "-c", PROGRAM, mark, Integer.toString(socket.getLocalPort()), key));
    }

    /** How many processes of all servers run, those below them included. */
    public long processes() {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.info().commandLine().orElse("").contains(mark))
                .count();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                daemon("scripted-server", () -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            String[] pidAndName = lines.readLine().split(" ", 2);
            ScriptedServer server = servers.get(pidAndName[1]);
            ScriptedChild child = new ScriptedChild(Long.parseLong(pidAndName[0]), connection);
            server.started(child);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                server.received(
                        child,
                        JsonRpc.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow());
            }
        } catch (IOException gone) {
            // The child has ended.
        }
    }

    static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        servers.values().forEach(ScriptedServer::crashAll);
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
