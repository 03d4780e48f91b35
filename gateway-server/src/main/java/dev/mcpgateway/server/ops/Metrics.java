package dev.mcpgateway.server.ops;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters in the Prometheus text format (version 0.0.4). Labels are operation ids and status codes, both from closed sets, so the
 * number of series is bounded and none of them names a person or a key.
 */
public final class Metrics {
    /** Upper bounds of the duration histogram, in seconds. */
    private static final double[] BOUNDS = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10};

    private static final double NANOS = 1e9;

    private final Map<String, Durations> durations = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final long startedAtMillis = ManagementFactory.getRuntimeMXBean().getStartTime();

    /** Counts one answer. */
    void count(String operation, int status, long nanos) {
        answers.computeIfAbsent(labels(operation, status), labels -> new LongAdder())
                .increment();
        durations.computeIfAbsent(operation, name -> new Durations()).add(nanos / NANOS);
    }

    /** All metrics as they are now. */
    public String text() {
        StringBuilder text = new StringBuilder(4096);
        type(text, "gateway_http_requests_total", "counter", "Answers by operation and status.");
        new TreeMap<>(answers)
                .forEach((labels, count) -> line(text, "gateway_http_requests_total{" + labels + "}", count.sum()));
        type(
                text,
                "gateway_http_request_duration_seconds",
                "histogram",
                "Time from the whole header to the end of the answer.");
        new TreeMap<>(durations).forEach((operation, histogram) -> histogram.write(text, operation));
        type(text, "process_start_time_seconds", "gauge", "When the process started, since 1970.");
        line(text, "process_start_time_seconds", startedAtMillis / 1e3);
        Runtime runtime = Runtime.getRuntime();
        type(text, "jvm_memory_heap_used_bytes", "gauge", "Heap in use.");
        line(text, "jvm_memory_heap_used_bytes", runtime.totalMemory() - runtime.freeMemory());
        type(text, "jvm_threads_current", "gauge", "Live platform threads.");
        line(text, "jvm_threads_current", ManagementFactory.getThreadMXBean().getThreadCount());
        return text.toString();
    }

    private static String labels(String operation, int status) {
        return "operation=\"" + operation + "\",status=\"" + status + "\"";
    }

    private static void type(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String series, Number value) {
        text.append(series).append(' ').append(value).append('\n');
    }

    /** One histogram. */
    private static final class Durations {
        private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
        private final LongAdder micros = new LongAdder();

        Durations() {
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }

        void add(double seconds) {
            int bucket = 0;
            while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                bucket++;
            }
            buckets[bucket].increment();
            micros.add((long) (seconds * 1e6));
        }

        void write(StringBuilder text, String operation) {
            String name = "gateway_http_request_duration_seconds";
            long count = 0;
            for (int i = 0; i < buckets.length; i++) {
                count += buckets[i].sum();
                String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
                line(text, name + "_bucket{operation=\"" + operation + "\",le=\"" + bound + "\"}", count);
            }
            line(text, name + "_sum{operation=\"" + operation + "\"}", micros.sum() / 1e6);
            line(text, name + "_count{operation=\"" + operation + "\"}", count);
        }
    }
}
