package dev.mcpgateway.server.bridge;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All that is waited on at present. */
final class Wires {
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnded;

    /** A new one, cut at once where everything has ended. */
    Wire open() {
        Wire wire = new Wire();
        open.add(wire);
        if (isEnded) {
            wire.cut(Wire.Cut.ENDED);
        }
        return wire;
    }

    /** Nobody waits on it any more. */
    void forget(Wire wire) {
        open.remove(wire);
    }

    /** Cuts those that nothing was heard on for so long. */
    void endSilent(Duration silence) {
        for (Wire wire : open) {
            if (wire.isSilentFor(silence)) {
                wire.cut(Wire.Cut.SILENT);
            }
        }
    }

    /** Cuts all, also those that are still to come. */
    void end() {
        isEnded = true;
        open.forEach(wire -> wire.cut(Wire.Cut.ENDED));
    }
}
