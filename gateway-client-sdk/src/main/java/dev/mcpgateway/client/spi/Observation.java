package dev.mcpgateway.client.spi;

/**
 * Is told of every attempt when it has ended, for metrics and logs; not of one that ends because its future was cancelled. It is called on the thread that the attempt ended on, in a synchronous
 * call the caller's; it must not block, and what it throws is logged and dropped.
 */
@FunctionalInterface
public interface Observation {

    /** An attempt has ended. */
    void observe(Attempt attempt);
}
