package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one key was used for. Its lock is held for some additions, never for I/O.
 *
 * <p>Most calls are like the one before, and those are counted right here: to count each in its places would be to wait for ten
 * parts of memory that no cache has at hand, for a key that was not used lately.
 */
final class KeyUsage {
    private final Pool<String> names;
    private final Pool<InetAddress> clients;
    private final Rings calls = new Rings();
    private final Endpoints endpoints = new Endpoints();
    private final Statuses statuses = new Statuses();
    private final Addresses addresses = new Addresses();
    private @Nullable Rings authFailures;
    private long rateLimited;
    private long lastUsedAt;
    private @Nullable InetAddress lastClient;
    private @Nullable String lastEndpoint;
    private int lastStatus;

    /** How many calls after the last one that was counted in its places are like it: in its minute, too. */
    private int repeated;

    private int repeatedErrors;
    private volatile boolean isForgotten;

    /**
     * Nothing yet.
     *
     * @param names has the one copy of each endpoint's name
     * @param clients has the one copy of each address
     */
    KeyUsage(Pool<String> names, Pool<InetAddress> clients) {
        this.names = names;
        this.clients = clients;
    }

    synchronized void record(long millis, String endpoint, int status, boolean isError, InetAddress client) {
        int errors = isError ? 1 : 0;
        if (isLikeTheLast(millis, endpoint, status, client)) {
            repeated++;
            repeatedErrors += errors;
        } else {
            countRepeated();
            lastEndpoint = count(millis, endpoint, status, 1, errors);
            lastStatus = status;
            lastClient = addresses.add(client, clients);
        }
        lastUsedAt = millis;
    }

    private String count(long millis, String endpoint, int status, int count, int errors) {
        calls.add(millis, count, errors);
        statuses.add(status, count);
        return endpoints.add(endpoint, count, errors, names);
    }

    /** Comes first wherever anything is done with what was counted. */
    private void countRepeated() {
        if (repeated > 0 && lastEndpoint != null) {
            count(lastUsedAt, lastEndpoint, lastStatus, repeated, repeatedErrors);
            repeated = 0;
            repeatedErrors = 0;
        }
    }

    private boolean isLikeTheLast(long millis, String endpoint, int status, InetAddress client) {
        return endpoint.equals(lastEndpoint)
                && status == lastStatus
                && client.equals(lastClient)
                && Span.MINUTE.slot(millis) == Span.MINUTE.slot(lastUsedAt);
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
        failures.add(millis, 1, 1);
    }

    synchronized Usage usage(Window window, long millis) {
        countRepeated();
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
        countRepeated();
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

    /** Whether nothing that is counted here is seen any more. */
    boolean isForgotten() {
        return isForgotten;
    }

    /** Its key is gone, or counted elsewhere; always true. */
    boolean forget() {
        isForgotten = true;
        return true;
    }

    synchronized void trim(long millis) {
        countRepeated();
        calls.trim(millis);
        if (authFailures != null) {
            authFailures.trim(millis);
        }
    }

    /** @param out is in memory */
    synchronized void writeTo(DataOutput out, NameTable table) throws IOException {
        countRepeated();
        calls.writeTo(out);
        endpoints.writeTo(out, table);
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
    synchronized void readFrom(DataInput in, NameTable table) throws IOException {
        calls.readFrom(in);
        endpoints.readFrom(in, table, names);
        statuses.readFrom(in);
        addresses.readFrom(in, clients);
        if (in.readBoolean()) {
            authFailures = new Rings();
            authFailures.readFrom(in);
        }
        rateLimited = Packed.read(in);
        lastUsedAt = Packed.readSigned(in);
    }
}
