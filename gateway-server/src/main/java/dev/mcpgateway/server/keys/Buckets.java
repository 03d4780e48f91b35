package dev.mcpgateway.server.keys;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of each caller, made at its first call and gone once it is idle. Work on one caller's bucket runs under
 * that bucket's lock alone, so it must be short.
 *
 * <p>Idle buckets are swept out by the calls themselves, some each second: no thread, and no call that walks over all.
 */
final class Buckets<K, B extends Buckets.Bucket> {

    /** What is counted of one caller; everything in it is guarded by itself. */
    abstract static class Bucket {
        private boolean swept;

        /** Whether it may be forgotten: a new one would decide the same. */
        abstract boolean isIdle(long now);

        /** It was forgotten; a caller that still knows it is not to keep what it took. */
        void release() {}

        private synchronized boolean sweep(long now) {
            if (!swept && isIdle(now)) {
                swept = true;
                release();
            }
            return swept;
        }
    }

    private static final int SWEPT_AT_ONCE = 1_024;
    private static final long SWEEP_EVERY = 1_000_000_000L;

    private final ConcurrentMap<K, B> byKey = new ConcurrentHashMap<>();
    private final Supplier<B> newBucket;
    private final LongSupplier nanoTime;
    private final AtomicLong nextSweep;
    private final ReentrantLock sweeping = new ReentrantLock();
    private Iterator<Map.Entry<K, B>> unswept;

    /** @param nanoTime a monotonic clock that may overflow */
    Buckets(Supplier<B> newBucket, LongSupplier nanoTime) {
        this.newBucket = newBucket;
        this.nanoTime = nanoTime;
        this.nextSweep = new AtomicLong(nanoTime.getAsLong() + SWEEP_EVERY);
        this.unswept = byKey.entrySet().iterator();
    }

    /** What {@code work} makes of the bucket of {@code key}. */
    <R> R with(K key, Function<B, R> work) {
        return with(key, null, work);
    }

    /** The same where {@code known} was the bucket of {@code key} before: it need not be looked for while it is still that. */
    <R> R with(K key, @Nullable B known, Function<B, R> work) {
        sweepIfDue();
        B bucket = known == null ? of(key) : known;
        while (true) {
            synchronized (bucket) {
                Bucket state = bucket;
                if (!state.swept) {
                    return work.apply(bucket);
                }
            }
            byKey.remove(key, bucket);
            bucket = of(key);
        }
    }

    private B of(K key) {
        B bucket = byKey.get(key);
        return bucket == null ? byKey.computeIfAbsent(key, absent -> newBucket.get()) : bucket;
    }

    boolean contains(K key) {
        return byKey.containsKey(key);
    }

    int size() {
        return byKey.size();
    }

    private void sweepIfDue() {
        long now = nanoTime.getAsLong();
        long due = nextSweep.get();
        if (now - due >= 0 && nextSweep.compareAndSet(due, now + SWEEP_EVERY) && sweeping.tryLock()) {
            try {
                sweepSome(now);
            } finally {
                sweeping.unlock();
            }
        }
    }

    private void sweepSome(long now) {
        if (!unswept.hasNext()) {
            unswept = byKey.entrySet().iterator();
        }
        for (int i = 0; i < SWEPT_AT_ONCE && unswept.hasNext(); i++) {
            Map.Entry<K, B> entry = unswept.next();
            Bucket state = entry.getValue();
            if (state.sweep(now)) {
                byKey.remove(entry.getKey(), entry.getValue());
            }
        }
    }
}
