package dev.mcpgateway.server.net;

import java.io.IOException;
import java.net.InetAddress;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface Resolver extends AutoCloseable {
    InetAddress[] addresses(String host) throws IOException;

    @Override
    default void close() {}
}
