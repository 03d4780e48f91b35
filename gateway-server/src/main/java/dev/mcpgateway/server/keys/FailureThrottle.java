package dev.mcpgateway.server.keys;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Counts failed authentications by client address, so that one that guesses keys hears 429 in place of 401. It is asked
 * after a failure only: a request with a valid key is never affected, wherever it comes from.
 *
 * <p>An IPv6 client counts as its /64, within which it may have any address it likes. The number of addresses is bounded;
 * those that are too many share one count.
 */
public final class FailureThrottle {

    /** How many failures a minute are answered with 401 unless an option says otherwise. */
    public static final int DEFAULT_PER_MINUTE = 600;

    private static final int MAX_CLIENTS = 65_536;
    private static final long MINUTE = 60_000_000_000L;
    private static final int IPV4_BYTES = 4;

    /** IPv4 clients have the four bytes of their address here, IPv6 clients the first eight. */
    private record Client(int family, long network) {
        static final Client TOO_MANY = new Client(0, 0);

        static Client of(InetAddress address) {
            byte[] bytes = address.getAddress();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Client(bytes.length, bytes.length == IPV4_BYTES ? buffer.getInt() : buffer.getLong());
        }
    }

    private final Buckets<Client, PassLog> buckets;
    private final IntSupplier perMinute;
    private final LongSupplier nanoTime;
    private final int maxClients;

    /**
     * A throttle.
     *
     * @param perMinute how many failures of one address are answered with 401 in a minute, as it is now: at least 1
     * @param nanoTime a monotonic clock, {@link System#nanoTime}
     */
    public FailureThrottle(IntSupplier perMinute, LongSupplier nanoTime) {
        this(perMinute, nanoTime, MAX_CLIENTS);
    }

    FailureThrottle(IntSupplier perMinute, LongSupplier nanoTime, int maxClients) {
        this.buckets = new Buckets<>(PassLog::new, nanoTime);
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.maxClients = maxClients;
    }

    /**
     * Notes a failed authentication.
     *
     * @return 0 when it is to be told so (401), else after how many seconds one would be (429, {@code Retry-After})
     */
    public int failed(InetAddress address) {
        Client client = Client.of(address);
        boolean tooMany = buckets.size() >= maxClients && !buckets.contains(client);
        return buckets.with(tooMany ? Client.TOO_MANY : client, this::failed);
    }

    private int failed(PassLog told) {
        int limit = perMinute.getAsInt();
        long now = nanoTime.getAsLong();
        if (told.hasRoom(limit, MINUTE, now)) {
            told.add(now, limit, MINUTE);
            return 0;
        }
        return told.secondsUntilOut(limit, MINUTE, now);
    }

    /**
     * What a client is to hear whose request is turned away for {@code why}: that, or, where it is one failed authentication
     * too many, that it is to wait.
     */
    public KeyRefusedException refused(KeyRefusal why, InetAddress address) {
        int wait = why.isFailedAuthentication() ? failed(address) : 0;
        return wait == 0 ? new KeyRefusedException(why) : KeyRefusedException.tooMany(wait);
    }

    /** How many clients are counted at present. */
    int clients() {
        return buckets.size();
    }
}
