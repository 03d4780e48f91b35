package dev.mcpgateway.server.keys;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers the signed requests of each key for as long as their timestamps would let them pass once more.
 *
 * <p>There is room for so many of one key and so many in all. Where there is none a request is refused, because to forget
 * an older one would let that be replayed. The last quarter of all room is for keys that have sent little: one busy key
 * locks no other out.
 *
 * <p>Of a request 64 bits are kept. That a replay goes unseen is impossible; that a new request is taken for one happens
 * once in 2<sup>44</sup> with a million remembered.
 */
final class ReplayMemory {

    /** How far a timestamp may be from the clock, to either side. */
    static final int TOLERANCE_SECONDS = 300;

    private static final int PER_KEY = 500_000;
    private static final int IN_ALL = 1_000_000;

    /** What a key may use of the last quarter: so much of its room. */
    private static final int SMALL_SHARE = 100;

    /** Requests are forgotten together when the last of a minute may be. */
    private static final int SLOT_SECONDS = 60;

    private final Buckets<String, Bucket> buckets;
    private final Supplier<Instant> clock;
    private final AtomicInteger remembered = new AtomicInteger();
    private final int perKey;
    private final int inAll;

    /**
     * A memory for a million requests, at most 24 MB.
     *
     * @param clock the wall clock
     * @param nanoTime a monotonic clock, for when to look for keys that are idle
     */
    ReplayMemory(Supplier<Instant> clock, LongSupplier nanoTime) {
        this(clock, nanoTime, PER_KEY, IN_ALL);
    }

    ReplayMemory(Supplier<Instant> clock, LongSupplier nanoTime, int perKey, int inAll) {
        this.buckets = new Buckets<>(Bucket::new, nanoTime);
        this.clock = clock;
        this.perKey = perKey;
        this.inAll = inAll;
    }

    /**
     * Lets a request pass that was not seen before, and remembers it.
     *
     * @param timestamp when it was signed, in seconds since the epoch
     * @param fingerprint tells it from the others of its key
     * @throws KeyRefusedException when the timestamp is too far off, the request was seen, or there is no room
     */
    void requireNew(String keyId, long timestamp, long fingerprint) {
        buckets.with(keyId, bucket -> {
            bucket.requireNew(timestamp, fingerprint);
            return true;
        });
    }

    /** How many requests are remembered. */
    int size() {
        return remembered.get();
    }

    private final class Bucket extends Buckets.Bucket {
        private final TreeMap<Long, Fingerprints> bySlot = new TreeMap<>();
        private int size;

        /** The clock is read under the lock: nobody finds a slot gone on the word of an older time. */
        void requireNew(long timestamp, long fingerprint) {
            Instant now = clock.get();
            Instant signed = Instant.ofEpochSecond(timestamp);
            if (signed.isBefore(now.minusSeconds(TOLERANCE_SECONDS))
                    || signed.isAfter(now.plusSeconds(TOLERANCE_SECONDS))) {
                throw new KeyRefusedException(KeyRefusal.TIMESTAMP_OUT_OF_RANGE);
            }
            forgetBefore(now);
            if (bySlot.values().stream().anyMatch(slot -> slot.contains(fingerprint))) {
                throw new KeyRefusedException(KeyRefusal.REPLAYED_REQUEST);
            }
            takeRoom(now);
            bySlot.computeIfAbsent(timestamp / SLOT_SECONDS, slot -> new Fingerprints())
                    .add(fingerprint);
            size++;
        }

        @Override
        boolean isIdle(long nanos) {
            forgetBefore(clock.get());
            return size == 0;
        }

        private void takeRoom(Instant now) {
            int taken = remembered.incrementAndGet();
            boolean crowded = taken > inAll - inAll / 4;
            if (taken > inAll || size >= perKey || (crowded && size >= Math.max(1, perKey / SMALL_SHARE))) {
                remembered.decrementAndGet();
                throw KeyRefusedException.tooMany(size == 0 ? SLOT_SECONDS : secondsUntilRoom(now));
            }
        }

        private int secondsUntilRoom(Instant now) {
            return (int) (endOf(bySlot.firstKey()) - now.getEpochSecond());
        }

        private void forgetBefore(Instant now) {
            Map.Entry<Long, Fingerprints> oldest = bySlot.firstEntry();
            while (oldest != null && endOf(oldest.getKey()) <= now.getEpochSecond()) {
                bySlot.remove(oldest.getKey());
                size -= oldest.getValue().size();
                remembered.addAndGet(-oldest.getValue().size());
                oldest = bySlot.firstEntry();
            }
        }

        /** The first second at which no timestamp of the slot passes any more. */
        private static long endOf(long slot) {
            return (slot + 1) * SLOT_SECONDS + TOLERANCE_SECONDS;
        }
    }
}
