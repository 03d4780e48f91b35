package dev.mcpgateway.server.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The settings that {@code com.sun.net.httpserver} reads from system properties, once per process, when its first
 * class loads. So {@link #apply} runs in the first lines of the program; a value that the user has set stays.
 */
public final class ServerProperties {
    private static final int MOST_CONNECTIONS = 20_000;

    private ServerProperties() {}

    /** Sets what is not set. Idempotent; without effect once the JDK's server has been used. */
    public static void apply() {
        // Without it the second of two small packets waits for the client's delayed acknowledgement: 40 ms an answer.
        set("sun.net.httpserver.nodelay", "true");
        set("sun.net.httpserver.maxIdleConnections", "10000");
        set("sun.net.httpserver.idleInterval", "75");
        set("sun.net.httpserver.maxReqHeaders", "100");
        set("sun.net.httpserver.maxReqHeaderSize", "32768");
        // The last resort behind our own deadlines; it covers the body too, so it must leave time for a large upload.
        set("sun.net.httpserver.maxReqTime", "600");
        if (System.getProperty("jdk.httpserver.maxConnections") == null) {
            set("jdk.httpserver.maxConnections", Integer.toString(connectionsForDescriptors(descriptorLimit())));
        }
        // maxRspTime stays unset: it would cut event streams.
    }

    /** The most connections that this process holds at once, of the property that {@link #apply} sets. */
    static int maxConnections() {
        apply();
        int connections = Integer.getInteger("jdk.httpserver.maxConnections", MOST_CONNECTIONS);
        return connections > 0 ? connections : MOST_CONNECTIONS;
    }

    static int connectionsForDescriptors(long descriptors) {
        return descriptors <= 0 ? MOST_CONNECTIONS : (int) Math.max(1, Math.min(MOST_CONNECTIONS, descriptors / 4 * 3));
    }

    private static long descriptorLimit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : -1;
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
