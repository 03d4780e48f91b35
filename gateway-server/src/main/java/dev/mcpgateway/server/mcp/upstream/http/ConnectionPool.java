package dev.mcpgateway.server.mcp.upstream.http;

import dev.mcpgateway.server.domain.HttpUrl;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server: as many at once as the bound allows, some of them for nothing but what the others may wait for, and
 * those that are idle, for a while.
 */
public final class ConnectionPool implements AutoCloseable {
    /** More than a server may be sent calls at once, so that no call waits for another's connection. */
    private static final int MOST = 160;

    private static final int MOST_ASIDE = 8;
    private static final long IDLE_NANOS = Duration.ofSeconds(60).toNanos();
    /** After that a connection is looked at before it is used: servers close idle ones, too. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How long a wait that is to end goes on at most. */
    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

    private final HttpUrl url;
    private final Dialer dialer;
    private final long patience;
    private final Semaphore places;
    private final Semaphore placesAside = new Semaphore(MOST_ASIDE);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean isClosed;

    public ConnectionPool(HttpUrl url, Dialer dialer) {
        this(url, dialer, MOST, PATIENCE);
    }

    /**
     * One of none yet.
     *
     * @param most connections there may be at once
     * @param patience how long one that is in use is waited for
     */
    public ConnectionPool(HttpUrl url, Dialer dialer, int most, Duration patience) {
        this.url = url;
        this.dialer = dialer;
        this.patience = patience.toNanos();
        this.places = new Semaphore(most);
    }

    HttpUrl url() {
        return url;
    }

    /**
     * A connection, used before or new; it is to be given back, or to be dropped.
     *
     * @param isAside whether it is one of those apart
     * @param isNew whether it must be new
     * @param opening gets the socket before it is waited for
     * @param isOver tells that it is not wanted any more
     * @throws AllInUseException when none gets free in time
     */
    Connection take(boolean isAside, boolean isNew, Consumer<Socket> opening, BooleanSupplier isOver)
            throws IOException {
        awaitPlace(places(isAside), isOver);
        boolean isTaken = false;
        try {
            Connection present = isNew ? null : fresh();
            if (present != null) {
                opening.accept(present.raw());
            }
            Connection taken = present == null ? dialer.connect(url, opening) : present;
            isTaken = true;
            return taken;
        } finally {
            if (!isTaken) {
                places(isAside).release();
            }
        }
    }

    private void awaitPlace(Semaphore places, BooleanSupplier isOver) throws IOException {
        long end = System.nanoTime() + patience;
        try {
            for (long left = patience; !places.tryAcquire(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS); ) {
                left = end - System.nanoTime();
                if (isOver.getAsBoolean()) {
                    throw new IOException("it was ended while all connections were in use");
                } else if (left <= 0) {
                    throw new AllInUseException();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** As {@link #take}, at once; null where no connection is idle. */
    @Nullable
    Connection takeIdle(Consumer<Socket> opening) {
        if (!places.tryAcquire()) {
            return null;
        }
        Connection present = null;
        try {
            present = fresh();
        } finally {
            if (present == null) {
                places.release();
            }
        }
        if (present != null) {
            opening.accept(present.raw());
        }
        return present;
    }

    private Semaphore places(boolean isAside) {
        return isAside ? placesAside : places;
    }

    private @Nullable Connection fresh() {
        while (true) {
            Connection last;
            synchronized (this) {
                last = idle.pollLast();
            }
            if (last == null) {
                return null;
            }
            long age = System.nanoTime() - last.idleSince();
            // What came after an answer would be taken for the next one, which may be of another key.
            if (!last.hasUnread() && (age < FRESH_NANOS || (age < IDLE_NANOS && !last.isStale()))) {
                return last;
            }
            last.close();
        }
    }

    /** Takes back a connection whose last answer was read to its end. */
    void giveBack(Connection connection, boolean isAside) {
        boolean isKept;
        synchronized (this) {
            isKept = !isClosed && !connection.hasUnread();
            if (isKept) {
                connection.idle(System.nanoTime());
                idle.addLast(connection);
            }
        }
        if (!isKept) {
            connection.close();
        }
        places(isAside).release();
    }

    void drop(Connection connection, boolean isAside) {
        connection.close();
        places(isAside).release();
    }

    /** Closes what has been idle for long; called now and then. */
    public void tick() {
        long now = System.nanoTime();
        List<Connection> old = new ArrayList<>();
        synchronized (this) {
            while (!idle.isEmpty() && now - idle.getFirst().idleSince() > IDLE_NANOS) {
                old.add(idle.removeFirst());
            }
        }
        old.forEach(Connection::close);
    }

    /** Closes what is idle; what is in use is closed when it is given back. */
    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(Connection::close);
    }
}
