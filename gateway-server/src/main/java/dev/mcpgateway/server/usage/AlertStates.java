package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where all alerts stand, by their ids: what of them is remembered from one run to the next. */
public final class AlertStates {
    private static final long MICROS = 1_000_000;

    private final Map<String, AlertState> states = new ConcurrentHashMap<>();
    private volatile boolean isChanged;

    /** Null where it has not been looked at yet. */
    public @Nullable AlertState of(String alertId) {
        return states.get(alertId);
    }

    public void put(String alertId, AlertState state) {
        if (!state.equals(states.put(alertId, state))) {
            isChanged = true;
        }
    }

    /** Forgets the alerts that are gone. */
    public void retain(Predicate<String> exists) {
        if (states.keySet().removeIf(alertId -> !exists.test(alertId))) {
            isChanged = true;
        }
    }

    boolean isChanged() {
        return isChanged;
    }

    void changed() {
        isChanged = true;
    }

    void writeTo(DataOutput out) throws IOException {
        isChanged = false;
        for (Map.Entry<String, AlertState> entry : states.entrySet()) {
            AlertState state = entry.getValue();
            out.writeBoolean(true);
            Packed.writeText(out, entry.getKey());
            out.writeBoolean(state.isFiring());
            Packed.writeSigned(out, ChronoUnit.MICROS.between(Instant.EPOCH, state.since()));
            Packed.write(out, state.addressesSeen());
        }
        out.writeBoolean(false);
    }

    /** What {@link #writeTo} wrote. */
    static Map<String, AlertState> readFrom(DataInput in) throws IOException {
        Map<String, AlertState> read = new HashMap<>();
        while (in.readBoolean()) {
            read.put(
                    Packed.readText(in),
                    new AlertState(in.readBoolean(), instant(Packed.readSigned(in)), Packed.read(in)));
        }
        return read;
    }

    void putAll(Map<String, AlertState> read) {
        states.putAll(read);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
