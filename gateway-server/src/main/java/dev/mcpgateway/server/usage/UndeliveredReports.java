package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The reports of alerts that wait for a webhook to take them, oldest first: kept, so that a stop of the gateway loses none. */
public final class UndeliveredReports {
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, UndeliveredReport> byNumber = new ConcurrentSkipListMap<>();
    private volatile boolean isChanged;

    /** @return its number, for {@link #remove} */
    public long add(UndeliveredReport report) {
        long number = lastNumber.incrementAndGet();
        byNumber.put(number, report);
        isChanged = true;
        return number;
    }

    /** It was delivered, or given up. */
    public void remove(long number) {
        if (byNumber.remove(number) != null) {
            isChanged = true;
        }
    }

    /** All there are at present, by their numbers, oldest first. */
    public Map<Long, UndeliveredReport> all() {
        return new TreeMap<>(byNumber);
    }

    boolean isChanged() {
        return isChanged;
    }

    void changed() {
        isChanged = true;
    }

    void writeTo(DataOutput out) throws IOException {
        isChanged = false;
        for (UndeliveredReport report : byNumber.values()) {
            out.writeBoolean(true);
            Packed.writeText(out, report.keyId());
            Packed.writeText(out, report.alertId());
            Packed.writeText(out, report.body());
        }
        out.writeBoolean(false);
    }

    /** What {@link #writeTo} wrote. */
    static List<UndeliveredReport> readFrom(DataInput in) throws IOException {
        List<UndeliveredReport> read = new ArrayList<>();
        while (in.readBoolean()) {
            read.add(new UndeliveredReport(Packed.readText(in), Packed.readText(in), Packed.readText(in)));
        }
        return read;
    }
}
