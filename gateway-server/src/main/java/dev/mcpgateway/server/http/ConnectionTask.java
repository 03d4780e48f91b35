package dev.mcpgateway.server.http;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One run of the JDK server on a connection: it reads a header, calls our handler, which reads the body and writes
 * the answer, all with blocking I/O on one thread. An interrupt during such I/O closes the connection and wakes the
 * thread, which is how the {@link Watchdog} cuts it.
 *
 * <p>The state is a deadline while the thread may block, and otherwise a word that says who may interrupt it. Whoever
 * interrupts first moves the state to {@link #CUTTING} and the thread waits for the end of that before it goes on, so
 * an interrupt never reaches a thread that has moved on to other work.
 */
final class ConnectionTask implements Runnable, IoGuard {
    /** The thread does our own work; only the end of the listener interrupts it. */
    private static final long RUNNING = 0;

    /** The writer of an event stream waits for events; the closing of the listener ends it. */
    private static final long STREAMING = 1;

    /** Somebody is interrupting the thread right now. */
    private static final long CUTTING = 2;

    /** The connection is cut, or the task is over: nobody interrupts any more. */
    private static final long CUT = 3;

    /** The event stream was asked to end. */
    private static final long STREAM_ENDED = 4;

    /** All greater values are deadlines on the watchdog's clock. */
    static final long FIRST_DEADLINE = 16;

    private static final ThreadLocal<ConnectionTask> CURRENT = new ThreadLocal<>();
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ConnectionTask.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Watchdog watchdog;
    private final Runnable exchange;
    private @Nullable Thread thread;
    private long headerDeadline;
    private long resting = RUNNING;

    @SuppressWarnings("UnusedVariable") // read and written through STATE as well
    private volatile long state = CUT;

    /** The list that holds the task and its neighbours there; guarded by the watchdog's lock. */
    @Nullable
    TaskList list;

    @Nullable
    ConnectionTask previous;

    @Nullable
    ConnectionTask next;

    ConnectionTask(Watchdog watchdog, Runnable exchange) {
        this.watchdog = watchdog;
        this.exchange = exchange;
    }

    /** The task that runs on this thread. */
    static ConnectionTask current() {
        ConnectionTask task = CURRENT.get();
        if (task == null) {
            throw new IllegalStateException("not on a thread of the listener");
        }
        return task;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        headerDeadline = watchdog.headerDeadline();
        state = headerDeadline;
        CURRENT.set(this);
        watchdog.headerStarted(this);
        try {
            exchange.run();
        } finally {
            watchdog.finished(this);
            retire();
            CURRENT.remove();
            // The thread goes back to its pool, where an interrupt would hit a stranger.
            Thread.interrupted();
        }
    }

    /**
     * The whole header has been read.
     *
     * @throws IOException if the connection was cut
     */
    void headerRead() throws IOException {
        watchdog.headerRead(this);
        end();
        requireWhole();
    }

    @Override
    public void begin(long nanos) throws IOException {
        if (!STATE.compareAndSet(this, resting, watchdog.deadline(nanos))) {
            awaitCutting();
            throw new ConnectionCutException();
        }
    }

    @Override
    public void end() {
        long deadline = state;
        if (deadline < FIRST_DEADLINE || !STATE.compareAndSet(this, deadline, resting)) {
            awaitCutting();
        }
    }

    /**
     * From here on the closing of the listener ends the wait between two events.
     *
     * @throws IOException if the connection was cut
     */
    void startStreaming() throws IOException {
        resting = STREAMING;
        if (!STATE.compareAndSet(this, RUNNING, STREAMING)) {
            awaitCutting();
            throw new ConnectionCutException();
        }
    }

    /** The stream's writer is done; true if it was asked to end. */
    boolean stopStreaming() {
        resting = RUNNING;
        if (STATE.compareAndSet(this, STREAMING, RUNNING)) {
            return false;
        }
        awaitCutting();
        if (STATE.compareAndSet(this, STREAM_ENDED, RUNNING)) {
            Thread.interrupted();
            return true;
        }
        return false;
    }

    /** Whether the deadline of some I/O has cut the connection. */
    boolean isCut() {
        return state == CUT;
    }

    /**
     * Nothing, if the connection is whole.
     *
     * @throws IOException if it was cut
     */
    void requireWhole() throws IOException {
        if (isCut()) {
            throw new ConnectionCutException();
        }
    }

    boolean isLate(long now) {
        long deadline = state;
        return deadline >= FIRST_DEADLINE && now >= deadline;
    }

    /** Cuts the connection if the deadline of the I/O that it is in has passed. */
    void cutIfLate(long now) {
        long deadline = state;
        if (deadline >= FIRST_DEADLINE && now >= deadline) {
            interrupt(deadline, CUT);
        }
    }

    /** Cuts the connection if it still has sent no whole header. */
    void cutHeader() {
        interrupt(headerDeadline, CUT);
    }

    /** Cuts the connection, whatever it does. */
    void cut() {
        long from = state;
        while (from != CUTTING && from != CUT && !interrupt(from, CUT)) {
            from = state;
        }
    }

    /** Asks an event stream that waits for events to end. */
    void endStream() {
        interrupt(STREAMING, STREAM_ENDED);
    }

    private boolean interrupt(long from, long to) {
        if (!STATE.compareAndSet(this, from, CUTTING)) {
            return false;
        }
        Thread target = thread;
        if (target != null) {
            target.interrupt();
        }
        state = to;
        return true;
    }

    /** The task is over: from here on nobody interrupts the thread on its behalf. */
    private void retire() {
        long from = state;
        while (from == CUTTING || (from != CUT && !STATE.compareAndSet(this, from, CUT))) {
            Thread.onSpinWait();
            from = state;
        }
    }

    private void awaitCutting() {
        while (state == CUTTING) {
            Thread.onSpinWait();
        }
        if (state == CUT) {
            // The interrupt has done its work, or came when no I/O was under way.
            Thread.interrupted();
        }
    }
}
