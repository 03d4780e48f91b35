package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.spi.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A timer of Micrometer's for every operation and outcome. */
public final class MicrometerObservation {
    private static final String TIMER = "gateway.client.attempts";

    private MicrometerObservation() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] args) {
        MeterRegistry registry = new SimpleMeterRegistry(); // an application has one already
        try (ExampleGateway gateway = ExampleGateway.open();
                GatewayClient client =
                        gateway.builder().observation(timing(registry)).build()) {
            for (int n = 0; n < 10; n++) {
                client.listUsers();
            }
            client.health();
            try {
                client.getUser("nobody@example.com");
            } catch (NotFoundException expected) {
                System.out.println(expected.detail());
            }
        }
        registry.get(TIMER).timers().stream()
                .sorted(Comparator.comparing(MicrometerObservation::name))
                .forEach(MicrometerObservation::print);
    }

    /** Nothing in these tags is a caller's, so they have few values: the operation, and the status or that there was none. */
    static Observation timing(MeterRegistry registry) {
        return attempt -> Timer.builder(TIMER)
                .description("Requests to the gateway")
                .tag("operation", attempt.operation())
                .tag("status", attempt.status() == 0 ? "none" : Integer.toString(attempt.status()))
                .register(registry)
                .record(attempt.duration());
    }

    private static String name(Timer timer) {
        return timer.getId().getTag("operation") + " " + timer.getId().getTag("status");
    }

    private static void print(Timer timer) {
        System.out.println(String.format(
                Locale.ROOT,
                "%-14s %2d times, %.1f ms on average",
                name(timer),
                timer.count(),
                timer.mean(TimeUnit.MILLISECONDS)));
    }
}
