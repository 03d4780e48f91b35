package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads that one remote server may keep waiting: not so many that one that is slow takes those of the others, and some apart
 * for what its calls may wait for themselves.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a task that is scheduled has no outcome
final class RemoteThreads {
    private static final int CALLS = 128;
    private static final int OWN = 16;
    private static final int OWN_WAITING = 1_024;
    private static final int POSTS = 8;
    private static final int POSTS_WAITING = 256;
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final RemoteLane calls;
    private final RemoteLane own;
    private final RemoteLane posts;

    /**
     * None yet.
     *
     * @param label what messages call the server
     * @param workers of all remote servers
     */
    RemoteThreads(String label, Executor workers, ScheduledExecutorService timer) {
        this.workers = workers;
        this.timer = timer;
        this.calls = new RemoteLane(label, workers, timer, CALLS, 0);
        this.own = new RemoteLane(label, workers, timer, OWN, OWN_WAITING);
        this.posts = new RemoteLane(label, workers, timer, POSTS, POSTS_WAITING);
    }

    /**
     * Runs the call of a client.
     *
     * @throws UpstreamException where too many are under way
     */
    void call(Runnable task) {
        calls.run(task);
    }

    /** A place for the call of a client that begins on another thread; fails as {@link #call}. */
    RemoteLane.Place placeForCall() {
        return calls.place();
    }

    /** Runs a request of the gateway's own; fails as {@link #call}. */
    void own(Runnable task) {
        own.run(task);
    }

    /** Posts a message that nobody waits for; one too many is not posted. */
    void post(Runnable task) {
        try {
            posts.run(task);
        } catch (UpstreamException tooMany) {
            // A server that does not take what it is sent has none of it.
        }
    }

    /** Runs a task of which there is one at a time, as a handshake or the stream of the server; fails as {@link #call}. */
    void single(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException full) {
            throw new UpstreamException(Reason.OVERLOADED, "Too many calls of remote servers are under way");
        }
    }

    /** As {@link #single}, after a while; later still where there is no thread for it then. */
    void singleIn(long nanos, Runnable task) {
        if (timer.isShutdown()) {
            return;
        }
        timer.schedule(
                () -> {
                    try {
                        single(task);
                    } catch (UpstreamException busy) {
                        singleIn(BUSY_NANOS, task);
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }
}
