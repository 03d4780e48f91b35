package dev.mcpgateway.client.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.mcpgateway.client.GatewayClient;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a call costs in processor time, all threads of the process together, beside the same call on {@code java.net.http} and Jackson, in
 * turns. Arguments: base URL, admin key, calls a turn, turns.
 */
final class CallCost {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private CallCost() {}

    @FunctionalInterface
    interface Body {
        Object call() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[2]);
        int turns = Integer.parseInt(arguments[3]);
        Bare bare = new Bare(arguments[0], arguments[1]);
        try (GatewayClient client = GatewayClient.create(arguments[0], arguments[1])) {
            Body viaClient = () -> client.getUser("default@example.com");
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                cost(bare::getUser, calls);
                cost(viaClient, calls);
            }
            double[] added = new double[turns];
            double[] bareCost = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                double before = cost(bare::getUser, calls);
                double ours = cost(viaClient, calls);
                double after = cost(bare::getUser, calls);
                bareCost[turn] = (before + after) / 2;
                added[turn] = ours - bareCost[turn];
            }
            System.out.printf(
                    Locale.ROOT,
                    "processor time of a call: bare %.1f µs, the client adds %.1f µs (medians of %d turns of %d calls)%n",
                    median(bareCost),
                    median(added),
                    turns,
                    calls);
        }
    }

    private static double cost(Body body, int calls) throws Exception {
        long began = SYSTEM.getProcessCpuTime();
        for (int i = 0; i < calls; i++) {
            if (body.call() == null) {
                throw new IllegalStateException("a call gave nothing");
            }
        }
        return (SYSTEM.getProcessCpuTime() - began) / 1e3 / calls;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
