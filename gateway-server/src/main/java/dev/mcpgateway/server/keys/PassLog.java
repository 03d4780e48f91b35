package dev.mcpgateway.server.keys;

/**
 * The moments of the last passes, in order, in a ring that is no larger than what has to be remembered. Moments are
 * nanoseconds of a clock that may overflow. Guarded by the lock that it is used under.
 */
final class PassLog extends Buckets.Bucket {

    private static final int FIRST_LENGTH = 8;
    private static final long[] NOTHING = {};
    private static final long SECOND = 1_000_000_000L;

    private long[] ring = new long[FIRST_LENGTH];
    private int next;
    private int size;
    private int mostWanted;
    private long widestWindow;

    /** Whether fewer than {@code limit} passes are less than {@code window} old. */
    boolean hasRoom(int limit, long window, long now) {
        return size < limit || now - nthLast(limit) >= window;
    }

    /** The {@code n}-th last pass, 1 being the last. */
    long nthLast(int n) {
        return ring[Math.floorMod(next - n, ring.length)];
    }

    /** In how many seconds, rounded up, the {@code n}-th last pass will be {@code window} old. */
    int secondsUntilOut(int n, long window, long now) {
        return (int) ((nthLast(n) + window - now + SECOND - 1) / SECOND);
    }

    /** How many passes are less than {@code window} old; those that {@link #add} was told to forget do not count. */
    int count(long window, long now) {
        int inside = 0;
        int outside = size + 1;
        while (outside - inside > 1) {
            int middle = (inside + outside) >>> 1;
            if (now - nthLast(middle) < window) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    /** Notes a pass; at least the last {@code limit} of those that are less than {@code window} old are remembered. */
    void add(long now, int limit, long window) {
        mostWanted = Math.max(mostWanted, limit);
        widestWindow = Math.max(widestWindow, window);
        if (size == ring.length && size < mostWanted && now - nthLast(size) < widestWindow) {
            grow();
        }
        ring[next] = now;
        next = (next + 1) % ring.length;
        size = Math.min(size + 1, ring.length);
    }

    /** Whether no pass is of any meaning any more. */
    @Override
    boolean isIdle(long now) {
        return size == 0 || now - nthLast(1) >= widestWindow;
    }

    @Override
    void release() {
        ring = NOTHING;
    }

    /** How many moments the ring has room for. */
    int length() {
        return ring.length;
    }

    private void grow() {
        long[] larger = new long[Math.min(2 * ring.length, Math.max(mostWanted, FIRST_LENGTH))];
        for (int n = 1; n <= size; n++) {
            larger[size - n] = nthLast(n);
        }
        ring = larger;
        next = size;
    }
}
