package dev.mcpgateway.server.ops;

import dev.mcpgateway.server.domain.AccessLogLevel;
import dev.mcpgateway.server.http.Request;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One line per request: {@code time address method path status ms bytes request-id}. Paths are shown by their template with what the
 * caller put into it, but a key in it as its mask; query strings are not shown at all.
 *
 * <p>Requests hand their lines to one writer thread over a bounded queue, which writes them a moment later, several at once. When it is
 * full lines are dropped and counted: the log must not hold up answers.
 */
public final class AccessLog implements AutoCloseable {
    private static final int CAPACITY = 10_000;
    private static final String END = "";

    /** How long lines are gathered before they are written: a thread that wakes up for each one is a tenth of what a call costs. */
    private static final long GATHERING_MILLIS = 20;

    /** A key in the place of a name: somebody has mixed up two arguments. */
    private static final Pattern KEY = Pattern.compile("mgw_|mcp_sk_|[A-Za-z0-9_-]{32,}");

    /** An id, which is as long as a key and is none. */
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int LONGEST_SEGMENT = 64;
    private static final long CLOSE_MILLIS = 2_000;

    private final Supplier<AccessLogLevel> level;
    private final PrintStream out;
    private final Clock clock;
    private final ClientAddress addresses;
    private final UnaryOperator<String> keyMask;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;

    /**
     * A log that writes to {@code out}.
     *
     * @param level which requests are logged at present
     * @param keyMask what is shown of a key in a path
     */
    public AccessLog(
            Supplier<AccessLogLevel> level,
            PrintStream out,
            Clock clock,
            ClientAddress addresses,
            UnaryOperator<String> keyMask) {
        this.level = level;
        this.out = out;
        this.clock = clock;
        this.addresses = addresses;
        this.keyMask = keyMask;
        this.writer = new Thread(this::write, "gateway-access-log");
        writer.setDaemon(true);
        writer.start();
    }

    void log(Request request, RequestKind kind, int status, long nanos, long bytes) {
        AccessLogLevel logged = level.get();
        if (logged == AccessLogLevel.NONE || (logged == AccessLogLevel.CHANGES && status < 400 && !kind.isChange())) {
            return;
        }
        String line = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " "
                + addresses.of(request).getHostAddress() + " "
                + method(request) + " "
                + path(request, kind) + " "
                + status + " "
                + nanos / 1_000_000 + "ms "
                + bytes + "B "
                + request.id();
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public void close() {
        try {
            lines.put(END);
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<String> waiting = new ArrayList<>();
        try {
            while (!waiting.contains(END)) {
                waiting.clear();
                String first = lines.take();
                waiting.add(first);
                if (!first.equals(END)) {
                    TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
                }
                lines.drainTo(waiting);
                print(waiting);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(List<String> waiting) {
        StringBuilder text = new StringBuilder();
        for (String line : waiting) {
            if (!line.equals(END)) {
                text.append(line).append(System.lineSeparator());
            }
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            text.append(clock.instant()).append(' ').append(lost).append(" access log lines were dropped");
            text.append(System.lineSeparator());
        }
        out.print(text);
        out.flush();
    }

    private static String method(Request request) {
        return request.method().map(Enum::name).orElse("?");
    }

    /** Only what a route knows is shown: anything else a caller sent may hold a key in any place. */
    private String path(Request request, RequestKind kind) {
        if (kind.pathTemplate().isEmpty()) {
            return "(no route)";
        }
        StringBuilder path = new StringBuilder();
        String[] template = kind.pathTemplate().split("/", -1);
        for (int i = 1; i < template.length; i++) {
            path.append('/').append(segment(template[i], request, i - 1, kind));
        }
        return path.toString();
    }

    private String segment(String template, Request request, int index, RequestKind kind) {
        if (!template.startsWith("{")) {
            return template;
        }
        String name = template.substring(1, template.length() - 1);
        String value = index < request.segments().size() ? request.segments().get(index) : "";
        boolean mayBeKey = kind.secretParameters().contains(name) && !value.startsWith("key_");
        if (mayBeKey || (KEY.matcher(value).find() && !UUID.matcher(value).matches())) {
            return printable(keyMask.apply(value));
        }
        return printable(value);
    }

    /** On one line, of a bounded length, and with nothing that a terminal would act on. */
    private static String printable(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(LONGEST_SEGMENT).forEach(c -> {
            if (Character.isISOControl(c) || Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT) {
                shown.append('_');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
