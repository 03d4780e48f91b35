package dev.mcpgateway.server.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server of a configuration does.
 *
 * @param since when it came into this state
 * @param era of the protocol it speaks; null while that is not known
 * @param serverInfo what it says of itself; null while it has said nothing
 * @param pid of its process, of the one that was ready first where clients have one each; null where there is none
 * @param restarts how often it was started again after it had run
 * @param lastError what went wrong last, without secrets; null where nothing did
 * @param tools how many it listed last; null while that is not known
 * @param recentStderr the last lines it wrote to its standard error, the oldest first, without the secrets it was given
 */
public record UpstreamStatus(
        State state,
        Instant since,
        @Nullable Era era,
        @Nullable Attributes serverInfo,
        @Nullable Integer pid,
        int restarts,
        @Nullable String lastError,
        @Nullable Integer tools,
        List<String> recentStderr) {

    public UpstreamStatus {
        recentStderr = List.copyOf(recentStderr);
    }

    public enum State {
        /** Nobody needs it at present. */
        STOPPED,
        STARTING,
        READY,
        /** It failed and is tried again when it is needed, after a wait. */
        BACKOFF,
        /** It cannot be launched, or failed many times on end; it is still tried again, once a minute at most. */
        FAILED
    }

    public enum Era {
        /** The versions up to 2025-11-25. */
        LEGACY,
        /** The versions from 2026-07-28 on. */
        MODERN
    }
}
