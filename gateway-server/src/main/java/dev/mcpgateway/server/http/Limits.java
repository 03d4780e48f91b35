package dev.mcpgateway.server.http;

import java.time.Duration;

/**
 * What one client may ask of the listener.
 *
 * @param maxBodyBytes the largest body that {@link Request#body()} takes, in bytes
 * @param headerDeadline from the first byte of a request to the end of its header
 * @param bodyReadGap the longest wait for the next bytes of a body
 * @param writeDeadline the longest wait for the client to take the next part of an answer, of at most 32 KiB
 * @param maxUnfinishedHeaders connections that have sent a part of a header and no whole one; past it the oldest is cut
 * @param drainBytes how much of an unread body is read and dropped so that the client gets to its answer
 * @param drainTime how long that may take
 * @param maxConnections open connections at once; the JDK's server holds one value for the whole process, that of
 *     {@link ServerProperties}
 */
public record Limits(
        long maxBodyBytes,
        Duration headerDeadline,
        Duration bodyReadGap,
        Duration writeDeadline,
        int maxUnfinishedHeaders,
        long drainBytes,
        Duration drainTime,
        int maxConnections) {

    /** 1 MiB bodies, 30 s deadlines, 4,096 unfinished headers, 8 MiB or 2 s of draining. */
    public static Limits defaults() {
        Duration patience = Duration.ofSeconds(30);
        return new Limits(
                1 << 20,
                patience,
                patience,
                patience,
                4096,
                8 << 20,
                Duration.ofSeconds(2),
                ServerProperties.maxConnections());
    }

    /** With another largest body. */
    public Limits withMaxBodyBytes(long bytes) {
        return new Limits(
                bytes,
                headerDeadline,
                bodyReadGap,
                writeDeadline,
                maxUnfinishedHeaders,
                drainBytes,
                drainTime,
                maxConnections);
    }

    /** With other deadlines for the header, each read of the body and each write. */
    public Limits withDeadlines(Duration header, Duration bodyGap, Duration write) {
        return new Limits(
                maxBodyBytes, header, bodyGap, write, maxUnfinishedHeaders, drainBytes, drainTime, maxConnections);
    }

    /** With another bound on connections that have sent no whole header. */
    public Limits withMaxUnfinishedHeaders(int connections) {
        return new Limits(
                maxBodyBytes,
                headerDeadline,
                bodyReadGap,
                writeDeadline,
                connections,
                drainBytes,
                drainTime,
                maxConnections);
    }

    /** With another amount of draining. */
    public Limits withDrain(long bytes, Duration time) {
        return new Limits(
                maxBodyBytes,
                headerDeadline,
                bodyReadGap,
                writeDeadline,
                maxUnfinishedHeaders,
                bytes,
                time,
                maxConnections);
    }
}
