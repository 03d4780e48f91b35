package dev.mcpgateway.server.http;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that requests are read, served and answered on, one per busy connection. An unbounded queue would never
 * let a pool grow, and a small pool is full of slow clients at once; so there are as many threads as there may be
 * connections.
 *
 * <p>They are virtual from Java 24 on. Before it a virtual thread that blocks inside {@code synchronized} holds its
 * carrier (JEP 491), and the JDK's server reads inside {@code synchronized}: two silent clients would stop a machine
 * with two cores.
 */
public final class WorkerThreads implements Executor, AutoCloseable {
    private static final int FIRST_VERSION_THAT_DOES_NOT_PIN = 24;
    private static final long STACK_BYTES = 256 * 1024;

    private final Executor executor;

    private WorkerThreads(Executor executor) {
        this.executor = executor;
    }

    /** As {@link #create(int, String)}, for requests to the gateway. */
    public static WorkerThreads create(int max) {
        return create(max, "http-worker-");
    }

    /**
     * The threads that suit this JVM.
     *
     * @param max the most platform threads at once; past it a task is refused
     * @param name what they are called, before a number
     */
    public static WorkerThreads create(int max, String name) {
        if (Runtime.version().feature() < FIRST_VERSION_THAT_DOES_NOT_PIN) {
            return new WorkerThreads(platform(max, name));
        }
        ThreadFactory factory = virtualThreads(name);
        return new WorkerThreads(task -> factory.newThread(task).start());
    }

    private static ThreadPoolExecutor platform(int max, String name) {
        AtomicLong number = new AtomicLong();
        return new ThreadPoolExecutor(0, max, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(null, task, name + number.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** {@code Thread.ofVirtual().name(name, 0).factory()}, which the API of Java 17 does not have. */
    private static ThreadFactory virtualThreads(String name) {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, name, 0L);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("virtual threads are part of Java 24", e);
        }
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Takes no more tasks and lets go of idle threads; running tasks go on. */
    @Override
    public void close() {
        if (executor instanceof ThreadPoolExecutor pool) {
            pool.shutdown();
        }
    }
}
