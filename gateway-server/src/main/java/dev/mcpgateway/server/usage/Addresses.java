package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses that a key was used from, the last 32 that were new. */
final class Addresses {
    static final int MOST = 32;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final InetAddress[] NOTHING = {};

    /** The n-th new one, from 0, is at n modulo {@link #MOST}. */
    private InetAddress[] known = NOTHING;

    private long seen;
    private @Nullable InetAddress last;

    /**
     * Notes a use from {@code address}.
     *
     * @param pool gives the one copy of an address that is new here
     * @return the copy that is kept
     */
    InetAddress add(InetAddress address, Pool<InetAddress> pool) {
        InetAddress before = last;
        InetAddress kept = before != null && address.equals(before) ? before : noted(address, pool);
        last = kept;
        return kept;
    }

    /** That of the last use. */
    @Nullable
    InetAddress last() {
        return last;
    }

    /** How many new ones there have been so far. */
    long seen() {
        return seen;
    }

    /** The new ones since there were {@code mark} of them, as far as they are remembered. */
    List<InetAddress> since(long mark) {
        List<InetAddress> since = new ArrayList<>();
        for (long i = Math.max(Math.max(0, mark), seen - MOST); i < seen; i++) {
            since.add(known[(int) (i % MOST)]);
        }
        return since;
    }

    void writeTo(DataOutput out) throws IOException {
        Packed.write(out, seen);
        int lastPlace = 0;
        for (int i = 0; i < known.length; i++) {
            byte[] bytes = known[i].getAddress();
            out.writeByte(bytes.length);
            out.write(bytes);
            lastPlace = known[i].equals(last) ? i : lastPlace;
        }
        out.writeByte(lastPlace);
    }

    void readFrom(DataInput in, Pool<InetAddress> pool) throws IOException {
        seen = Packed.read(in) & Long.MAX_VALUE;
        known = new InetAddress[(int) Math.min(seen, MOST)];
        for (int i = 0; i < known.length; i++) {
            known[i] = pool.pooled(address(in));
        }
        int lastPlace = in.readByte();
        if (lastPlace < 0 || lastPlace > Math.max(0, known.length - 1)) {
            throw new IOException("an address is not there");
        }
        last = known.length == 0 ? null : known[lastPlace];
    }

    private static InetAddress address(DataInput in) throws IOException {
        int length = in.readByte();
        if (length != IPV4 && length != IPV6) {
            throw new IOException("an address has a wrong length");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return InetAddress.getByAddress(bytes);
    }

    /** The copy of {@code address} that is kept. */
    private InetAddress noted(InetAddress address, Pool<InetAddress> pool) {
        for (InetAddress there : known) {
            if (there.equals(address)) {
                return there;
            }
        }
        InetAddress bare = pool.pooled(withoutName(address));
        if (known.length < MOST) {
            known = Arrays.copyOf(known, known.length + 1);
        }
        known[(int) (seen % MOST)] = bare;
        seen++;
        return bare;
    }

    /** A host name that somebody looked up would be kept with it. */
    private static InetAddress withoutName(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }
}
