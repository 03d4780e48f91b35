package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.mcp.relay.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * What is counted of MCP, in the Prometheus text format: calls of tools by configuration and server, and what there is at the moment.
 * Labels are names that an administrator chose, and a bounded number of them.
 */
public final class McpMetrics {
    private static final int MOST_SERVERS = 1_000;
    private static final Server OTHERS = new Server("other", "other");
    private static final double NANOS = 1e9;

    private final IntSupplier sessions;
    private final IntSupplier children;
    private final Map<Server, Calls> calls = new ConcurrentHashMap<>();

    private record Server(String config, String name) implements Comparable<Server> {
        @Override
        public int compareTo(Server other) {
            int byConfig = config.compareTo(other.config);
            return byConfig == 0 ? name.compareTo(other.name) : byConfig;
        }

        String labels() {
            return "config=\"" + escaped(config) + "\",server=\"" + escaped(name) + "\"";
        }

        private static String escaped(String label) {
            return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }
    }

    private static final class Calls {
        private final Map<String, LongAdder> byOutcome = new ConcurrentHashMap<>();
        private final LongAdder nanos = new LongAdder();
    }

    /**
     * Counters that begin at zero.
     *
     * @param sessions how many there are at present
     * @param children how many processes of servers
     */
    public McpMetrics(IntSupplier sessions, IntSupplier children) {
        this.sessions = sessions;
        this.children = children;
    }

    /** Counts a call of a tool. */
    void called(String config, String server, Outcome outcome, long nanos) {
        Server key = new Server(config, server);
        if (calls.size() >= MOST_SERVERS && !calls.containsKey(key)) {
            key = OTHERS;
        }
        Calls counted = calls.computeIfAbsent(key, first -> new Calls());
        counted.byOutcome
                .computeIfAbsent(word(outcome), first -> new LongAdder())
                .increment();
        counted.nanos.add(nanos);
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Cancelled) {
            return "cancelled";
        }
        return outcome.isError() ? "error" : "ok";
    }

    /** All of them as they are now. */
    public String text() {
        StringBuilder text = new StringBuilder(1024);
        type(text, "gateway_mcp_sessions", "gauge", "Sessions of MCP clients.");
        text.append("gateway_mcp_sessions ").append(sessions.getAsInt()).append('\n');
        type(text, "gateway_mcp_children", "gauge", "Processes of MCP servers.");
        text.append("gateway_mcp_children ").append(children.getAsInt()).append('\n');
        Map<Server, Calls> sorted = new TreeMap<>(calls);
        type(text, "gateway_mcp_tool_calls_total", "counter", "Calls of tools by server and outcome.");
        sorted.forEach((server, counted) -> new TreeMap<>(counted.byOutcome)
                .forEach((outcome, count) -> text.append("gateway_mcp_tool_calls_total{")
                        .append(server.labels())
                        .append(",outcome=\"")
                        .append(outcome)
                        .append("\"} ")
                        .append(count.sum())
                        .append('\n')));
        type(text, "gateway_mcp_tool_call_seconds_total", "counter", "Time from the request to the result of calls.");
        sorted.forEach((server, counted) -> text.append("gateway_mcp_tool_call_seconds_total{")
                .append(server.labels())
                .append("} ")
                .append(counted.nanos.sum() / NANOS)
                .append('\n'));
        return text.toString();
    }

    private static void type(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
