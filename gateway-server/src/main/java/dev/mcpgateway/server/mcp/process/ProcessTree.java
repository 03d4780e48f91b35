package dev.mcpgateway.server.mcp.process;

import dev.mcpgateway.server.mcp.process.ProcessTable.Row;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A child process and whatever it has started: the members of its session, its descendants, and who still holds its output. Used
 * by one thread.
 */
final class ProcessTree {
    private static final Logger LOG = System.getLogger(ProcessTree.class.getName());
    private static final long UNTIL_KILL_MILLIS = 3_000;
    private static final long AFTER_KILL_MILLIS = 1_000;
    private static final long KILL_SECONDS = 2;

    private final long root;
    private final boolean hasSession;
    private final Set<String> pipes;
    private final ProcessTable table;
    private final SystemPrograms programs;
    private final Set<ProcessHandle> members = new HashSet<>();

    /**
     * @param hasSession whether {@code root} began a session, and so a group, that has its pid as its id
     * @param pipes what its output is written to
     */
    ProcessTree(long root, boolean hasSession, Set<String> pipes, ProcessTable table, SystemPrograms programs) {
        this.root = root;
        this.hasSession = hasSession;
        this.pipes = pipes;
        this.table = table;
        this.programs = programs;
    }

    /** Takes note of who is in it now: later, when the parents are gone, parentage says nothing any more. */
    void remember() {
        ProcessHandle.of(root).ifPresent(handle -> {
            members.add(handle);
            handle.descendants().forEach(members::add);
        });
        if (hasSession) {
            table.rows().values().stream()
                    .filter(row -> row.session() == root)
                    .forEach(row -> ProcessHandle.of(row.pid()).ifPresent(members::add));
        }
    }

    /** Takes note of those too that left the session and their parents, and kept the output open. */
    void rememberHolders() {
        long self = ProcessHandle.current().pid();
        for (long pid : table.holders(pipes, self)) {
            ProcessHandle.of(pid).ifPresent(members::add);
        }
    }

    /** Asks all of it to end, or with {@code force} ends it. */
    void signal(boolean force) {
        remember();
        Map<Long, Row> rows = table.rows();
        if (hasSession && rows.values().stream().anyMatch(row -> row.group() == root && row.isAlive())) {
            signalGroup(force ? "KILL" : "TERM");
        }
        for (ProcessHandle member : members) {
            Row row = rows.get(member.pid());
            boolean isInGroup = hasSession && row != null && row.group() == root;
            if (!isInGroup || force) {
                end(member, force);
            }
        }
    }

    /** Whether nothing of it runs any more; a zombie does not run. */
    boolean isGone() {
        Map<Long, Row> rows = table.rows();
        if (hasSession && rows.values().stream().anyMatch(row -> row.session() == root && row.isAlive())) {
            return false;
        }
        return members.stream().noneMatch(member -> isRunning(member, rows));
    }

    /** Asks all of it to end, kills after 3 s what has not, and waits for that. */
    void end() throws InterruptedException {
        signal(false);
        if (!isGoneWithin(UNTIL_KILL_MILLIS)) {
            signal(true);
            isGoneWithin(AFTER_KILL_MILLIS);
        }
    }

    private boolean isGoneWithin(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long pause = 10;
        while (!isGone()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, 100);
        }
        return true;
    }

    private static boolean isRunning(ProcessHandle member, Map<Long, Row> rows) {
        Row row = rows.get(member.pid());
        return member.isAlive() && (row == null || row.isAlive());
    }

    private static void end(ProcessHandle member, boolean force) {
        try {
            if (force) {
                member.destroyForcibly();
            } else {
                member.destroy();
            }
        } catch (IllegalStateException self) {
            throw new IllegalStateException("the gateway is in a child's tree", self);
        }
    }

    /** One call for all of them: who forks between two looks at the table would get away. */
    private void signalGroup(String signal) {
        Path kill = programs.kill().orElseThrow();
        try {
            Process process = new ProcessBuilder(kill.toString(), "-s", signal, "--", "-" + root)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, kill + " could not be run", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
