package dev.mcpgateway.server.bench;

import dev.mcpgateway.server.bench.HttpCaller.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Calls of one tool of one stdio server in turns: over its pipe, through the gateway with a session and without, and through another proxy.
 * First one after the other on one connection, then from sixteen sessions at once.
 */
public final class McpCalls {
    private static final int SESSIONS = 16;
    private static final int WARM_UP_ROUNDS = 3;

    /** The launcher has memory given back every five seconds. */
    private static final long TRIMMED_AFTER_MILLIS = 6_000;

    private final int calls;
    private final ProcessCost gateway;
    private final ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    private int gatewayCalls;

    private McpCalls(int calls, ProcessCost gateway) {
        this.calls = calls;
        this.gateway = gateway;
    }

    /** Somebody who calls, and what came of it. */
    private record Way(String name, List<EchoCaller> callers, List<Turn> turns) {
        double median(ToDoubleFunction<Turn> value) {
            return sorted(value)[turns.size() / 2];
        }

        double least(ToDoubleFunction<Turn> value) {
            return sorted(value)[0];
        }

        private double[] sorted(ToDoubleFunction<Turn> value) {
            return turns.stream().mapToDouble(value).sorted().toArray();
        }
    }

    /** Latencies in milliseconds; {@code cpu} is the gateway's, in milliseconds a call. */
    private record Turn(double p50, double p99, double rate, double cpu) {}

    /**
     * The arguments are the gateway's port, a key to it and its process, the proxy's port, how many rounds, how many calls each, and the
     * command of the server.
     */
    public static void main(String[] args) throws Exception {
        Endpoint gateway = new Endpoint(Integer.parseInt(args[0]), args[1], "echo_server__echo");
        Endpoint proxy = new Endpoint(Integer.parseInt(args[3]), "none", "echo");
        int rounds = Integer.parseInt(args[4]);
        McpCalls bench = new McpCalls(Integer.parseInt(args[5]), new ProcessCost(Long.parseLong(args[2])));
        List<String> command = List.of(args).subList(6, args.length);
        try {
            bench.oneAfterTheOther(gateway, proxy, rounds, command);
            bench.atOnce(gateway, proxy, rounds);
            bench.memory();
        } finally {
            bench.threads.shutdownNow();
        }
    }

    private void memory() throws Exception {
        double atOnce = gateway.residentMegabytes();
        TimeUnit.MILLISECONDS.sleep(TRIMMED_AFTER_MILLIS);
        System.out.printf(
                "memory of the gateway after its %d calls: %.0f MB, once it is trimmed %.0f MB (at most 150)%n",
                gatewayCalls, atOnce, gateway.residentMegabytes());
    }

    private void oneAfterTheOther(Endpoint gateway, Endpoint proxy, int rounds, List<String> command) throws Exception {
        Way pipe = way("pipe", List.of(new PipeCaller(command)));
        Way session = way("gateway, session", List.of(HttpCaller.withSession(gateway)));
        Way modern = way("gateway, no session", List.of(HttpCaller.withoutSession(gateway)));
        Way other = way("mcp-proxy, session", List.of(HttpCaller.withSession(proxy)));
        List<Way> ways = List.of(pipe, session, modern, other);
        measure(ways, rounds);
        System.out.println("one call after the other:");
        ways.forEach(McpCalls::print);
        for (Way way : List.of(session, modern)) {
            double[] added = between(way, pipe, (here, there) -> here.p50() - there.p50());
            double[] ratio = between(way, other, (here, there) -> here.rate() / there.rate());
            System.out.printf(
                    "%s: adds %.3f ms to the pipe's p50 (least %.3f; at most 0.3), %.2f times the calls of mcp-proxy"
                            + " (at least 2), %.3f ms of processor time a call (least %.3f; at most 0.30)%n",
                    way.name(), middle(added), added[0], middle(ratio), way.median(Turn::cpu), way.least(Turn::cpu));
        }
    }

    private void atOnce(Endpoint gateway, Endpoint proxy, int rounds) throws Exception {
        List<EchoCaller> here = new ArrayList<>();
        List<EchoCaller> there = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            here.add(HttpCaller.withSession(gateway));
            there.add(HttpCaller.withSession(proxy));
        }
        Way session = way("gateway, session", here);
        Way other = way("mcp-proxy, session", there);
        measure(List.of(session, other), rounds);
        System.out.println(SESSIONS + " sessions at once:");
        print(session);
        print(other);
        double[] ratio = between(session, other, (one, two) -> one.rate() / two.rate());
        System.out.printf(
                "%.2f times the calls of mcp-proxy, %.3f ms of processor time a call (least %.3f)%n",
                middle(ratio), session.median(Turn::cpu), session.least(Turn::cpu));
    }

    private static Way way(String name, List<EchoCaller> callers) {
        return new Way(name, callers, new ArrayList<>());
    }

    private void measure(List<Way> ways, int rounds) throws Exception {
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (Way way : ways) {
                Turn turn = turn(way.callers());
                if (way.name().startsWith("gateway")) {
                    gatewayCalls += calls;
                }
                if (round >= 0) {
                    way.turns().add(turn);
                }
            }
        }
        for (Way way : ways) {
            for (EchoCaller caller : way.callers()) {
                caller.close();
            }
        }
    }

    private Turn turn(List<EchoCaller> callers) throws Exception {
        int each = calls / callers.size();
        double cpu = gateway.millis();
        long begun = System.nanoTime();
        List<Future<double[]>> working = callers.stream()
                .map(caller -> threads.submit(() -> latencies(caller, each)))
                .toList();
        double[] all = {};
        for (Future<double[]> one : working) {
            all = DoubleStream.concat(Arrays.stream(all), Arrays.stream(one.get()))
                    .toArray();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Arrays.sort(all);
        return new Turn(
                all[all.length / 2],
                all[(int) (all.length * 0.99)],
                all.length / seconds,
                (gateway.millis() - cpu) / all.length);
    }

    private static double[] latencies(EchoCaller caller, int count) throws IOException {
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            caller.call();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        return millis;
    }

    private interface Comparison {
        double of(Turn here, Turn there);
    }

    /** What is to be seen between two ways in each round, sorted. */
    private static double[] between(Way here, Way there, Comparison comparison) {
        double[] values = new double[here.turns().size()];
        Arrays.setAll(
                values,
                round -> comparison.of(here.turns().get(round), there.turns().get(round)));
        Arrays.sort(values);
        return values;
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static void print(Way way) {
        System.out.printf(
                "  %-20s p50 %.3f ms (least %.3f), p99 %.2f ms, %.0f calls/s%n",
                way.name(), way.median(Turn::p50), way.least(Turn::p50), way.median(Turn::p99), way.median(Turn::rate));
    }
}
