package dev.mcpgateway.server.mcp.upstream;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which era a server was found to be of, and whether that can be relied on (specification 2026-07-28, "Versioning: Backward
 * Compatibility"). Guarded by the server's lock.
 */
final class EraVerdict {
    private @Nullable Era era;
    private boolean isDoubted;
    private @Nullable CompletableFuture<Upstream> deciding;

    /** The last verdict; null where there never was one. */
    @Nullable
    Era era() {
        return era;
    }

    /** As {@link #era}, but null also where a start has failed since: then it is found out again. */
    @Nullable
    Era certain() {
        return isDoubted ? null : era;
    }

    void found(Era verdict) {
        era = verdict;
        isDoubted = false;
    }

    void doubt() {
        isDoubted = true;
    }

    /** The start that others wait for, as it tells who shares a child; null where none does. */
    @Nullable
    CompletableFuture<Upstream> deciding() {
        return deciding;
    }

    void decides(CompletableFuture<Upstream> start) {
        deciding = start;
    }

    /** {@code start} is over. */
    @SuppressWarnings("ReferenceEquality") // it is about this very attempt and no later one
    void decided(CompletableFuture<Upstream> start) {
        deciding = deciding == start ? null : deciding;
    }

    void nothingDecides() {
        deciding = null;
    }

    /** It is another server from now on. */
    void forget() {
        era = null;
        isDoubted = false;
        deciding = null;
    }
}
