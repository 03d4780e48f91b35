package dev.mcpgateway.server.bench;

import dev.mcpgateway.server.bench.HttpCaller.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What sessions cost that do nothing but listen. */
public final class McpIdle {
    private McpIdle() {}

    /** The arguments are the gateway's port, a key to it, its process, and how many sessions to begin. */
    public static void main(String[] args) throws Exception {
        Endpoint gateway = new Endpoint(Integer.parseInt(args[0]), args[1], "echo_server__echo");
        ProcessCost cost = new ProcessCost(Long.parseLong(args[2]));
        int count = Integer.parseInt(args[3]);
        List<HttpCaller> open = new ArrayList<>();
        try (HttpCaller first = HttpCaller.withSession(gateway)) {
            first.call();
            double before = cost.residentMegabytes();
            List<String> sessions = new ArrayList<>();
            while (sessions.size() < count - 1) {
                sessions.add(first.begin());
            }
            double begun = cost.residentMegabytes();
            for (String session : sessions) {
                HttpCaller listening = HttpCaller.listening(gateway, session);
                open.add(listening);
            }
            TimeUnit.SECONDS.sleep(2);
            double listening = cost.residentMegabytes();
            System.out.printf(
                    "%d idle sessions, each with an open stream: %.0f MB (at most 300); %.0f MB before them, %.0f MB before their"
                            + " streams%n",
                    count, listening, before, begun);
        } finally {
            for (HttpCaller caller : open) {
                caller.close();
            }
        }
    }
}
