package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one key was used for. Its lock is held for some additions, never for I/O. */
final class KeyUsage {
    private final Rings calls = new Rings();
    private final Endpoints endpoints = new Endpoints();
    private final Statuses statuses = new Statuses();
    private final Addresses addresses = new Addresses();
    private @Nullable Rings authFailures;
    private long rateLimited;
    private long lastUsedAt;

    synchronized void record(
            long millis, String endpoint, int status, boolean isError, InetAddress client, NamePool pool) {
        calls.add(millis, isError);
        endpoints.add(endpoint, isError, pool);
        statuses.add(status);
        addresses.add(client);
        lastUsedAt = millis;
    }

    synchronized void rateLimited() {
        rateLimited++;
    }

    synchronized void authFailed(long millis) {
        Rings failures = authFailures;
        if (failures == null) {
            failures = new Rings();
            authFailures = failures;
        }
        failures.add(millis, true);
    }

    synchronized Usage usage(Window window, long millis) {
        Rings failures = authFailures;
        LastUse last = lastUse();
        return new Usage(
                calls.last(window.slots(), window.span(), millis),
                calls.series(window.hours(), Span.HOUR, millis),
                calls.series(window.days(), Span.DAY, millis),
                statuses.counts(),
                endpoints.calls(),
                rateLimited,
                failures == null
                        ? 0
                        : failures.last(window.slots(), window.span(), millis).count(),
                last == null ? null : last.at(),
                last == null ? null : last.from());
    }

    synchronized Recent recentCalls(long seconds, long millis) {
        return calls.recent(seconds, millis);
    }

    synchronized Recent recentAuthFailures(long seconds, long millis) {
        return authFailures == null ? Recent.NOTHING : authFailures.recent(seconds, millis);
    }

    synchronized @Nullable LastUse lastUse() {
        InetAddress from = addresses.last();
        return from == null ? null : new LastUse(Instant.ofEpochMilli(lastUsedAt), from);
    }

    synchronized long addressesSeen() {
        return addresses.seen();
    }

    synchronized List<InetAddress> addressesSince(long mark) {
        return addresses.since(mark);
    }

    synchronized void trim(long millis) {
        calls.trim(millis);
        if (authFailures != null) {
            authFailures.trim(millis);
        }
    }

    /** @param out is in memory */
    synchronized void writeTo(DataOutput out, NameTable names) throws IOException {
        calls.writeTo(out);
        endpoints.writeTo(out, names);
        statuses.writeTo(out);
        addresses.writeTo(out);
        out.writeBoolean(authFailures != null);
        if (authFailures != null) {
            authFailures.writeTo(out);
        }
        Packed.write(out, rateLimited);
        Packed.writeSigned(out, lastUsedAt);
    }

    /** What {@link #writeTo} wrote. */
    static KeyUsage readFrom(DataInput in, NameTable names, NamePool pool) throws IOException {
        KeyUsage usage = new KeyUsage();
        usage.read(in, names, pool);
        return usage;
    }

    private synchronized void read(DataInput in, NameTable names, NamePool pool) throws IOException {
        calls.readFrom(in);
        endpoints.readFrom(in, names, pool);
        statuses.readFrom(in);
        addresses.readFrom(in);
        if (in.readBoolean()) {
            authFailures = new Rings();
            authFailures.readFrom(in);
        }
        rateLimited = Packed.read(in);
        lastUsedAt = Packed.readSigned(in);
    }
}
