package dev.mcpgateway.server.mcp.process;

import dev.mcpgateway.server.mcp.process.ChildRecords.Noted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child process that reads and writes lines. Whatever it does, it is ended with all it has started: when it is told to, when
 * it exits by itself and leaves others behind, and when it writes what cannot be a message.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
public final class ChildProcess {
    private static final int MAX_LINE = 10 << 20;
    private static final int MAX_ERROR_LINE = 8 << 10;
    private static final long MAX_ERROR_BYTES_PER_SECOND = 1L << 20;
    private static final long STACK_BYTES = 256 * 1024;
    /** How long the last lines of a process that has exited may take to be read. */
    private static final long LAST_LINES_MILLIS = 500;

    private static final long UNTIL_TERM_MILLIS = 2_000;

    private final String name;
    private final Process process;
    private final ProcessTree tree;
    private final Outbox outbox;
    private final StderrTail stderr;
    private final Thread output;
    private final Thread errors;
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile @Nullable String fault;

    private ChildProcess(Launch launch, Process process, ProcessTree tree, Consumer<byte[]> lines) {
        this.name = launch.name();
        this.process = process;
        this.tree = tree;
        this.outbox = new Outbox(process.getOutputStream());
        this.stderr = new StderrTail(launch.secrets());
        this.output = thread("stdout", () -> readOutput(lines));
        this.errors = thread("stderr", this::readErrors);
    }

    /** Launches; {@code lines} gets each line of the child's output, on one thread, and may throw nothing. */
    static ChildProcess start(
            Launch launch, Consumer<byte[]> lines, ProcessTable table, SystemPrograms programs, ChildRecords records)
            throws IOException {
        boolean hasSession = programs.haveSessions(table);
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(launch.command()));
        if (hasSession) {
            builder.command().add(0, programs.setsid().orElseThrow().toString());
        }
        builder.directory(launch.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        Noted noted = records.add(process.pid(), hasSession);
        ProcessTree tree = new ProcessTree(process.pid(), hasSession, noted.pipes(), table, programs);
        ChildProcess child = new ChildProcess(launch, process, tree, lines);
        child.gone.thenRun(() -> records.remove(process.pid()));
        child.output.start();
        child.errors.start();
        child.thread("stdin", child.outbox::run).start();
        process.onExit().thenRun(() -> child.end(false));
        return child;
    }

    public long pid() {
        return process.pid();
    }

    /** Whether {@code line}, which has no line feed in it, will be written to the child; not when too much waits already. */
    public boolean send(byte[] line) {
        return outbox.offer(line);
    }

    /** The last lines of its standard error, the oldest first, without the secrets it was given. */
    public List<String> recentErrors() {
        return stderr.lines();
    }

    /** {@code text} without the secrets that the child was given. */
    public String masked(String text) {
        return stderr.masked(text);
    }

    /** Why it works no more, in words that follow its name, as soon as that is so. */
    public CompletableFuture<String> ended() {
        return ended;
    }

    /** Done when nothing of it runs any more. */
    public CompletableFuture<Void> gone() {
        return gone;
    }

    /** Ends it: its input is closed, 2 s later its tree is asked to end, 3 s later it is killed. */
    public CompletableFuture<Void> stop() {
        fault = fault == null ? "was stopped" : fault;
        end(true);
        return gone;
    }

    /** Ends it because of what it did. */
    public void refuse(String what) {
        fault = what;
        end(false);
    }

    private void end(boolean gracefully) {
        if (isEnding.compareAndSet(false, true)) {
            thread("end", () -> endTree(gracefully)).start();
        }
    }

    private void endTree(boolean gracefully) {
        try {
            tree.remember();
            outbox.close();
            if (gracefully) {
                ended.complete(String.valueOf(fault));
                process.waitFor(UNTIL_TERM_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                output.join(LAST_LINES_MILLIS);
                errors.join(LAST_LINES_MILLIS / 5);
                process.waitFor(LAST_LINES_MILLIS, TimeUnit.MILLISECONDS);
                ended.complete(why());
            }
            if (isLeft()) {
                tree.rememberHolders();
                tree.end();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(why());
            gone.complete(null);
        }
    }

    private String why() {
        String given = fault;
        if (given != null) {
            return given;
        }
        return process.isAlive() ? "closed its standard output" : "ended with exit code " + process.exitValue();
    }

    /** Whether something of it still runs, in its tree or beyond, where only the pipes that it holds show it. */
    private boolean isLeft() throws InterruptedException {
        if (process.isAlive() || !tree.isGone()) {
            return true;
        }
        output.join(LAST_LINES_MILLIS / 10);
        errors.join(LAST_LINES_MILLIS / 10);
        return output.isAlive() || errors.isAlive();
    }

    private void readOutput(Consumer<byte[]> lines) {
        LineReader reader = new LineReader(process.getInputStream(), MAX_LINE);
        try {
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                lines.accept(line);
            }
        } catch (LineReader.LineTooLongException tooLong) {
            fault = "wrote " + tooLong.getMessage();
        } catch (IOException | RuntimeException broken) {
            fault = "could not be read: " + broken.getClass().getSimpleName();
        } finally {
            end(false);
        }
    }

    private void readErrors() {
        Throttle throttle = new Throttle(MAX_ERROR_BYTES_PER_SECOND);
        try {
            LineReader reader = new LineReader(process.getErrorStream(), MAX_LINE);
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                stderr.add(
                        line.length > MAX_ERROR_LINE
                                ? ("(" + line.length + " bytes)").getBytes(StandardCharsets.UTF_8)
                                : line);
                throttle.pass(line.length + 1L);
            }
        } catch (LineReader.LineTooLongException tooLong) {
            refuse("wrote " + tooLong.getMessage() + " to its standard error");
        } catch (IOException closed) {
            stderr.add("(closed)".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(String role, Runnable task) {
        Thread thread = new Thread(null, task, "mcp-" + name + "-" + role, STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
