package dev.mcpgateway.server.mcp.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this machine as {@code /proc} of Linux shows them; empty elsewhere. It is what tells the members of a session
 * whose first process is gone, and whether a process is a zombie that only waits to be reaped.
 */
final class ProcessTable {
    /** Ends of many children at once share one look at the table. */
    private static final long FRESH_NANOS = Duration.ofMillis(40).toNanos();

    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;

    private final Path proc;
    private Map<Long, Row> last = Map.of();
    private long readAt;
    private boolean isRead;

    ProcessTable() {
        this(Path.of("/proc"));
    }

    ProcessTable(Path proc) {
        this.proc = proc;
    }

    /**
     * One process.
     *
     * @param start when it was started, in ticks since the machine's start: with the pid it names a process for good
     */
    record Row(long pid, char state, long group, long session, long start) {
        boolean isAlive() {
            return state != 'Z' && state != 'X';
        }
    }

    boolean isAvailable() {
        return Files.isReadable(proc.resolve("self").resolve("stat"));
    }

    /** The process {@code pid} now. */
    Optional<Row> row(long pid) {
        return Optional.ofNullable(read(pid));
    }

    /** The processes by pid, as they were a moment ago. */
    synchronized Map<Long, Row> rows() {
        long now = System.nanoTime();
        if (!isRead || now - readAt > FRESH_NANOS) {
            last = readAll();
            readAt = System.nanoTime();
            isRead = true;
        }
        return last;
    }

    /** What the standard output and error of {@code pid} are, as in {@code pipe:[4711]}. */
    Set<String> outputPipes(long pid) {
        Set<String> pipes = new HashSet<>();
        for (String descriptor : List.of("1", "2")) {
            String target = link(proc.resolve(Long.toString(pid)).resolve("fd").resolve(descriptor));
            if (target != null && target.startsWith("pipe:")) {
                pipes.add(target);
            }
        }
        return pipes;
    }

    /**
     * The processes but {@code except} that write to one of {@code pipes}: who left the session and kept what it inherited. Higher
     * descriptors say nothing: while it launches a neighbour, the JDK's helper has a copy of all of the gateway's.
     */
    List<Long> holders(Set<String> pipes, long except) {
        List<Long> holders = new ArrayList<>();
        if (!pipes.isEmpty()) {
            for (long pid : readAll().keySet()) {
                if (pid != except && !Collections.disjoint(outputPipes(pid), pipes)) {
                    holders.add(pid);
                }
            }
        }
        return holders;
    }

    /** What says that this is another machine, start of it or container than at another time: a pid means nothing across them. */
    String era() {
        String boot = text(proc.resolve("sys/kernel/random/boot_id"));
        String namespace = link(proc.resolve("self/ns/pid"));
        return (boot == null ? "-" : boot.strip()) + "/" + (namespace == null ? "-" : namespace);
    }

    private Map<Long, Row> readAll() {
        Map<Long, Row> rows = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path folder : folders) {
                Row row = read(Long.parseLong(String.valueOf(folder.getFileName())));
                if (row != null) {
                    rows.put(row.pid(), row);
                }
            }
        } catch (IOException | RuntimeException unavailable) {
            return rows;
        }
        return rows;
    }

    private @Nullable Row read(long pid) {
        String stat = text(proc.resolve(Long.toString(pid)).resolve("stat"));
        if (stat == null) {
            return null;
        }
        // The name in parentheses may hold anything, parentheses too.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START) {
            return null;
        }
        return new Row(
                pid,
                fields[STATE].charAt(0),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[START]));
    }

    private static @Nullable String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return null;
        }
    }

    private static @Nullable String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException | RuntimeException gone) {
            return null;
        }
    }
}
