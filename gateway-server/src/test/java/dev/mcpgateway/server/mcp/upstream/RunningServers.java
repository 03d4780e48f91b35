package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.AllowedCommands;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.Transport;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.mcp.conformance.FixtureProcess;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import dev.mcpgateway.server.store.MemoryChangeLog;
import dev.mcpgateway.server.testing.Eventually;
import java.io.File;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A supervisor over real processes, and the configuration it follows. */
final class RunningServers implements AutoCloseable {
    static final String CONFIG = "00000000-0000-4000-8000-000000000001";

    /** Distinguishes the processes of one test from those of all others. */
    private final String mark = "mark-" + Long.toHexString(new SecureRandom().nextLong());

    private final List<McpServer> servers = new ArrayList<>();
    private final Path folder;
    private Limits limits = Limits.DEFAULT;
    private @Nullable List<String> allowed;
    private Dialer dialer = Dialer.ofSystem(() -> false);
    private @Nullable UpstreamSupervisor supervisor;
    private @Nullable MemoryChangeLog log;

    RunningServers(Path folder) {
        this.folder = folder;
    }

    String mark() {
        return mark;
    }

    RunningServers limits(int perServer, int total) {
        limits = new Limits(perServer, total);
        return this;
    }

    /** Connects to remote servers with {@code own}. */
    RunningServers dialing(Dialer own) {
        dialer = own;
        return this;
    }

    RunningServers allowed(String... commands) {
        allowed = List.of(commands);
        return this;
    }

    RunningServers with(McpServer server) {
        servers.add(server);
        return this;
    }

    /** A server that has {@code vices}, shared by all. */
    RunningServers hostile(String name, String... vices) {
        return with(server(name, Sharing.SHARED, Map.of(), Map.of(), vices));
    }

    McpServer server(
            String name,
            @Nullable Sharing sharing,
            Map<String, String> env,
            Map<String, Object> timeouts,
            String... vices) {
        List<String> args = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileServer.class.getName(),
                mark));
        args.addAll(List.of(vices));
        return server(name, java(), args, sharing, env, timeouts);
    }

    /**
     * The fixture of the conformance suite as a child, of which {@code spoken} is what it speaks; nothing for both eras.
     *
     * @param sharing null for the default of its kind
     */
    McpServer fixture(String name, @Nullable Sharing sharing, String... spoken) {
        List<String> command = FixtureProcess.command();
        List<String> args = new ArrayList<>(command.subList(1, command.size()));
        args.add("stdio");
        args.addAll(List.of(spoken));
        args.add(mark);
        // On a machine that is busy it takes long to start, which is no sign of an era.
        return server(
                name, command.get(0), args, sharing, Map.of(), Map.of("probe_timeout", 60, "startup_timeout", 120));
    }

    /** A server behind {@code url}. */
    static McpServer remote(String name, String url, @Nullable Sharing sharing, Map<String, String> headers) {
        return remote(name, url, sharing, headers, Map.of("probe_timeout", 60, "startup_timeout", 120));
    }

    static McpServer remote(
            String name,
            String url,
            @Nullable Sharing sharing,
            Map<String, String> headers,
            Map<String, Object> timeouts) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        headers.forEach((key, value) -> secrets.put(key, Secret.of(value)));
        return server(name, new Remote(url, secrets, Attributes.EMPTY), sharing, timeouts);
    }

    static McpServer server(
            String name,
            String command,
            List<String> args,
            @Nullable Sharing sharing,
            Map<String, String> env,
            Map<String, Object> timeouts) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        env.forEach((key, value) -> secrets.put(key, Secret.of(value)));
        return server(name, new Stdio(command, args, secrets, Attributes.EMPTY), sharing, timeouts);
    }

    private static McpServer server(
            String name, Transport transport, @Nullable Sharing sharing, Map<String, Object> timeouts) {
        return new McpServer(
                name,
                "",
                transport,
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                sharing,
                Attributes.of(timeouts),
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
    }

    static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    RunningServers start() {
        GatewayState state = GatewayState.EMPTY.after(
                List.of(new Change.SettingsSaved(Settings.EMPTY), new Change.ConfigSaved(config())), 1);
        MemoryChangeLog newLog = new MemoryChangeLog(state);
        log = newLog;
        supervisor = new UpstreamSupervisor(
                newLog,
                new UpstreamSupervisor.Options(
                        new WorkFolder(folder.resolve("servers"), folder.resolve("children")),
                        "1.0",
                        System.getenv(),
                        List.of(java(), "-cp", System.getProperty("java.class.path"), "dev.mcpgateway.server.cli.Main"),
                        new AllowedCommands(() -> allowed),
                        () -> limits,
                        dialer),
                Clock.systemUTC(),
                new SecureRandom());
        return this;
    }

    private McpConfig config() {
        return new McpConfig(
                CONFIG, "config", ConfigSettings.DEFAULT, servers, Instant.EPOCH, null, 0, Attributes.EMPTY);
    }

    UpstreamSupervisor supervisor() {
        return Objects.requireNonNull(supervisor);
    }

    /** Puts {@code server} in place of the one with its name, or all servers away where it is null. */
    void edit(@Nullable McpServer server) {
        if (server == null) {
            servers.clear();
        } else {
            servers.replaceAll(old -> old.name().equals(server.name()) ? server : old);
        }
        Objects.requireNonNull(log).commit(state -> Outcome.of("", new Change.ConfigSaved(config())));
    }

    Attachment attach(String server, String session) {
        return attach(server, session, UpstreamListener.NONE);
    }

    Attachment attach(String server, String session, UpstreamListener listener) {
        return attach(server, session, listener, JsonRpc.object());
    }

    Attachment attach(String server, String session, UpstreamListener listener, ObjectNode capabilities) {
        return supervisor().attach(new ServerId(CONFIG, server), new Scope(session, "key_1", capabilities), listener);
    }

    UpstreamStatus status(String server) {
        McpConfig config = config();
        return supervisor().status(config, config.server(server).orElseThrow());
    }

    UpstreamStatus restart(String server) {
        McpConfig config = config();
        return supervisor().restart(config, config.server(server).orElseThrow());
    }

    List<Attributes> tools(String server) {
        McpConfig config = config();
        return supervisor().tools(config, config.server(server).orElseThrow());
    }

    /** The text that {@code tool} answers with. */
    static String call(Attachment attachment, String tool) {
        return text(answer(attachment.call("tools/call", JsonRpc.object().put("name", tool))));
    }

    static String text(Answer answer) {
        return answer.message().at("/result/content/0/text").asText();
    }

    static Answer answer(UpstreamCall call) {
        try {
            return call.answer().get(Eventually.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw Failures.cause(failed);
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    /** The processes of this test that run, zombies not counted. */
    List<Long> processes() {
        return processes(mark);
    }

    static List<Long> processes(String mark) {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.info().commandLine().orElse("").contains(mark))
                .map(ProcessHandle::pid)
                .toList();
    }

    static void await(String what, BooleanSupplier condition) {
        Eventually.await(what, condition);
    }

    static ObjectNode arguments(String tool) {
        return JsonRpc.object().put("name", tool);
    }

    @Override
    public void close() {
        if (supervisor != null) {
            supervisor.close();
        }
    }
}
