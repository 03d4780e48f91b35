package dev.mcpgateway.server.net;

import dev.mcpgateway.server.domain.AddressRange;
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
import org.jspecify.annotations.Nullable;

/** The system's look-up, with a deadline: the system itself may take a minute, and cannot be interrupted. */
public final class SystemResolver implements Resolver {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 16;
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
        InetAddress literal = literal(host);
        if (literal != null) {
            return new InetAddress[] {literal};
        }
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
            throw new IOException("the look-up took too long", late);
        } catch (ExecutionException failed) {
            throw new IOException("there is no such name", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** The address that {@code host} is, which need not wait for a look-up; null where it is a name. */
    private static @Nullable InetAddress literal(String host) {
        try {
            return AddressRange.address(host);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
