package dev.mcpgateway.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The system's look-up, with a deadline: the system itself may take a minute, and cannot be interrupted. */
public final class SystemResolver implements Resolver {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 4;
    private static final int WAITING = 256;

    private final ThreadPoolExecutor threads;

    /** @param name what its threads are called */
    public SystemResolver(String name) {
        threads = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public InetAddress[] addresses(String host) throws IOException {
        Future<InetAddress[]> lookUp;
        try {
            lookUp = threads.submit(() -> InetAddress.getAllByName(host));
        } catch (RejectedExecutionException full) {
            throw new IOException("too many look-ups of hosts take long", full);
        }
        try {
            return lookUp.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            lookUp.cancel(true);
            throw new IOException("the host was not found in time", late);
        } catch (ExecutionException failed) {
            throw new IOException("the host is not known", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
