package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.UpstreamStatus.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a server has fared so far. Guarded by the server's lock. */
final class History {
    private final Clock clock;
    private State state = State.STOPPED;
    private Instant since;
    private int restarts;
    private @Nullable String lastError;
    private @Nullable ObjectNode initialized;
    private @Nullable Era era;
    private @Nullable Integer tools;
    private List<String> recentErrors = List.of();

    History(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Its state is {@code now}; the time counts from when it became so. */
    void state(State now) {
        if (state != now) {
            state = now;
            since = clock.instant();
        }
    }

    void ready(Upstream upstream, boolean isRestart) {
        initialized = upstream.initialized();
        era = upstream.era();
        if (isRestart) {
            restarts++;
        }
    }

    void failed(String error) {
        lastError = error;
    }

    void ended(List<String> errors) {
        recentErrors = errors;
    }

    void listed(int toolCount) {
        tools = toolCount;
    }

    /** It is another server from now on. */
    void begin() {
        lastError = null;
        initialized = null;
        era = null;
        tools = null;
        recentErrors = List.of();
    }

    State state() {
        return state;
    }

    Instant since() {
        return since;
    }

    int restarts() {
        return restarts;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    /** The result of the last handshake. */
    @Nullable
    ObjectNode initialized() {
        return initialized;
    }

    /** Of which it was found to be; null where that is not known. */
    @Nullable
    Era era() {
        return era;
    }

    /** What the child that ended last wrote to its standard error. */
    List<String> recentErrors() {
        return recentErrors;
    }

    /** How many tools it listed last. */
    @Nullable
    Integer tools() {
        return tools;
    }
}
