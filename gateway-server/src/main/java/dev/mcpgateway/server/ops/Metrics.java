package dev.mcpgateway.server.ops;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counters in the Prometheus text format (version 0.0.4). Labels are operation ids and status codes, both from closed sets, so the
 * number of series is bounded and none of them names a person or a key.
 */
public final class Metrics {
    /** Upper bounds of the duration histogram, in seconds. */
    private static final double[] BOUNDS = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10};

    private static final double NANOS = 1e9;

    private final Map<String, Series> byOperation = new ConcurrentHashMap<>();
    private final List<Supplier<String>> others = new CopyOnWriteArrayList<>();
    private final long startedAtMillis = ManagementFactory.getRuntimeMXBean().getStartTime();

    /** Adds what {@code text} gives, in the same format, to each {@link #text}. */
    public void add(Supplier<String> text) {
        others.add(text);
    }

    /** Counts one answer. */
    void count(String operation, int status, long nanos) {
        Series series = byOperation.get(operation);
        if (series == null) {
            series = byOperation.computeIfAbsent(operation, name -> new Series());
        }
        series.add(status, nanos / NANOS);
    }

    /** All metrics as they are now. */
    public String text() {
        StringBuilder text = new StringBuilder(4096);
        type(text, "gateway_http_requests_total", "counter", "Answers by operation and status.");
        Map<String, Series> sorted = new TreeMap<>(byOperation);
        sorted.forEach((operation, series) -> series.writeAnswers(text, operation));
        type(
                text,
                "gateway_http_request_duration_seconds",
                "histogram",
                "Time from the whole header to the end of the answer.");
        sorted.forEach((operation, series) -> series.writeDurations(text, operation));
        type(text, "process_start_time_seconds", "gauge", "When the process started, since 1970.");
        line(text, "process_start_time_seconds", startedAtMillis / 1e3);
        Runtime runtime = Runtime.getRuntime();
        type(text, "jvm_memory_heap_used_bytes", "gauge", "Heap in use.");
        line(text, "jvm_memory_heap_used_bytes", runtime.totalMemory() - runtime.freeMemory());
        type(text, "jvm_threads_current", "gauge", "Live platform threads.");
        line(text, "jvm_threads_current", ManagementFactory.getThreadMXBean().getThreadCount());
        others.forEach(other -> text.append(other.get()));
        return text.toString();
    }

    private static void type(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String series, Number value) {
        text.append(series).append(' ').append(value).append('\n');
    }

    /** The answers of one operation: how many by status, and how long they took. */
    private static final class Series {
        private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
        private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
        private final LongAdder micros = new LongAdder();

        Series() {
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }

        void add(int status, double seconds) {
            answers.computeIfAbsent(status, code -> new LongAdder()).increment();
            int bucket = 0;
            while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                bucket++;
            }
            buckets[bucket].increment();
            micros.add((long) (seconds * 1e6));
        }

        void writeAnswers(StringBuilder text, String operation) {
            new TreeMap<>(answers)
                    .forEach((status, count) -> line(
                            text,
                            "gateway_http_requests_total{operation=\"" + operation + "\",status=\"" + status + "\"}",
                            count.sum()));
        }

        void writeDurations(StringBuilder text, String operation) {
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
