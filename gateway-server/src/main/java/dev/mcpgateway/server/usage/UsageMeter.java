package dev.mcpgateway.server.usage;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of keys, by their ids. A key costs memory once it has been used: about 450 bytes at first, some
 * twelve thousand at most. Counting takes the lock of that key alone, and allocates nothing but where a key, an endpoint, a status, an
 * address or, in the first month, a slot of time is new.
 */
public final class UsageMeter {
    private final Clock clock;
    private final Pool<String> names = new Pool<>();
    private final Pool<InetAddress> clients = new Pool<>();
    private final Map<String, KeyUsage> byKey = new ConcurrentHashMap<>();
    private volatile Instant countingSince;
    private volatile boolean isChanged;

    /** Nothing has been counted yet. */
    public UsageMeter(Clock clock) {
        this.clock = clock;
        this.countingSince = clock.instant();
    }

    /**
     * Counts a call of a key.
     *
     * @param endpoint the template of the route, or {@code tools/call:<server>/<tool>}
     * @param status the HTTP status of the answer
     * @param isError whether it failed: a status of 400 or more, a JSON-RPC error, or a result with {@code isError}
     * @param client where it came from
     */
    public void record(CountedKey key, String endpoint, int status, boolean isError, InetAddress client) {
        of(key).record(clock.millis(), endpoint, status, isError, client);
        changed();
    }

    /** Counts a call that a rate limit refused: as an error of status 429, and apart. */
    public void recordRateLimited(CountedKey key, String endpoint, InetAddress client) {
        KeyUsage usage = of(key);
        usage.record(clock.millis(), endpoint, 429, true, client);
        usage.rateLimited();
        changed();
    }

    /**
     * Counts a call with a key that was refused for who made it or from where, such as with a wrong signature or an expired key.
     * It is no use of the key.
     */
    public void recordAuthFailure(String keyId) {
        of(keyId).authFailed(clock.millis());
        changed();
    }

    /** How much the key was used. */
    public Usage usage(String keyId, Window window) {
        KeyUsage usage = byKey.get(keyId);
        return (usage == null ? newUsage() : usage).usage(window, clock.millis());
    }

    /** When and from where the key was used last; null where it never was. */
    public @Nullable LastUse lastUse(String keyId) {
        KeyUsage usage = byKey.get(keyId);
        return usage == null ? null : usage.lastUse();
    }

    /** The calls of the key in the last {@code seconds}. */
    public Recent recentCalls(String keyId, long seconds) {
        KeyUsage usage = byKey.get(keyId);
        return usage == null ? Recent.NOTHING : usage.recentCalls(seconds, clock.millis());
    }

    /** The calls with the key that were refused in the last {@code seconds}, as {@link #recordAuthFailure} says. */
    public Recent recentAuthFailures(String keyId, long seconds) {
        KeyUsage usage = byKey.get(keyId);
        return usage == null ? Recent.NOTHING : usage.recentAuthFailures(seconds, clock.millis());
    }

    /** From how many addresses the key was used so far. Of those, the last 32 are remembered: an older one counts again. */
    public long addressesSeen(String keyId) {
        KeyUsage usage = byKey.get(keyId);
        return usage == null ? 0 : usage.addressesSeen();
    }

    /** The addresses that were new since {@link #addressesSeen} was {@code mark}; the last 32 at most. */
    public List<InetAddress> addressesSince(String keyId, long mark) {
        KeyUsage usage = byKey.get(keyId);
        return usage == null ? List.of() : usage.addressesSince(mark);
    }

    /** Since when uses are known of: before, a key may have been used without a trace. */
    public Instant countingSince() {
        return countingSince;
    }

    /** Forgets the keys that are gone. */
    public void retain(Predicate<String> exists) {
        if (byKey.entrySet()
                .removeIf(counted ->
                        !exists.test(counted.getKey()) && counted.getValue().forget())) {
            changed();
        }
    }

    /** Forgets slots of time that nobody can ask for any more; by the clock, so not when that may just have been set. */
    public void trim() {
        long now = clock.millis();
        byKey.values().forEach(usage -> usage.trim(now));
    }

    /** Whether there is anything that {@link #writeTo} has not written. */
    boolean isChanged() {
        return isChanged;
    }

    void writeTo(DataOutput out) throws IOException {
        isChanged = false;
        Packed.writeSigned(out, countingSince.toEpochMilli());
        NameTable table = new NameTable();
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        for (Map.Entry<String, KeyUsage> entry : byKey.entrySet()) {
            one.reset();
            entry.getValue().writeTo(new DataOutputStream(one), table);
            out.writeBoolean(true);
            Packed.writeText(out, entry.getKey());
            out.write(one.toByteArray());
        }
        out.writeBoolean(false);
    }

    /** What a file has. */
    record Read(Instant countingSince, Map<String, KeyUsage> byKey) {}

    /** Reads what {@link #writeTo} wrote. */
    Read read(DataInput in) throws IOException {
        Instant since = Instant.ofEpochMilli(Packed.readSigned(in));
        Map<String, KeyUsage> read = new HashMap<>();
        NameTable table = new NameTable();
        while (in.readBoolean()) {
            String keyId = Packed.readText(in);
            KeyUsage usage = newUsage();
            usage.readFrom(in, table);
            read.put(keyId, usage);
        }
        return new Read(since, read);
    }

    void take(Read read) {
        countingSince = read.countingSince();
        read.byKey().forEach((keyId, usage) -> {
            KeyUsage before = byKey.put(keyId, usage);
            if (before != null) {
                before.forget();
            }
        });
    }

    /** What could not be kept is to be kept the next time. */
    void changed() {
        // Read first, because a write of the same would take the cache line from every other thread.
        if (!isChanged) {
            isChanged = true;
        }
    }

    private KeyUsage of(CountedKey key) {
        KeyUsage usage = key.counters();
        if (usage == null) {
            usage = of(key.id());
            key.countedBy(usage);
        }
        return usage;
    }

    private KeyUsage of(String keyId) {
        KeyUsage usage = byKey.get(keyId);
        return usage == null ? byKey.computeIfAbsent(keyId, id -> newUsage()) : usage;
    }

    private KeyUsage newUsage() {
        return new KeyUsage(names, clients);
    }
}
