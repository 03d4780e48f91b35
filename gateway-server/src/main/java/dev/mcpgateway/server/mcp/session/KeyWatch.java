package dev.mcpgateway.server.mcp.session;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHolder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends what goes on with a key that may not be used any more: at once when it is changed, within a second when its time is over. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that never ends has no outcome
public final class KeyWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(KeyWatch.class.getName());

    private final KeyAuthenticator keys;
    private final Set<KeyBound> watched = ConcurrentHashMap.newKeySet();
    private final ChangeLog.Following following;

    /** @param timer is the owner's */
    KeyWatch(ChangeLog log, KeyAuthenticator keys, ScheduledExecutorService timer) {
        this.keys = keys;
        timer.scheduleWithFixedDelay(() -> check(log.state()), 1, 1, TimeUnit.SECONDS);
        this.following = log.follow("mcp-keys", this::check);
    }

    public void add(KeyBound bound) {
        watched.add(bound);
    }

    public void remove(KeyBound bound) {
        watched.remove(bound);
    }

    private void check(GatewayState state) {
        for (KeyBound bound : watched) {
            try {
                check(bound, state);
            } catch (RuntimeException failure) {
                // One that fails must not keep the others' keys from being watched.
                LOG.log(Level.WARNING, "What goes on with a key could not be brought up to date", failure);
            }
        }
    }

    private void check(KeyBound bound, GatewayState state) {
        KeyHolder now = keys.stillHeld(bound.holder(), state);
        if (now == null) {
            bound.keyEnded();
        } else {
            bound.follow(now);
        }
    }

    @Override
    public void close() {
        following.close();
    }
}
