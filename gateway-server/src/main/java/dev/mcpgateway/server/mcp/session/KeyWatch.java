package dev.mcpgateway.server.mcp.session;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHolder;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends what goes on with a key that may not be used any more: at once when it is changed, within a second when its time is over. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that never ends has no outcome
final class KeyWatch implements AutoCloseable {
    private final KeyAuthenticator keys;
    private final Set<KeyBound> watched = ConcurrentHashMap.newKeySet();
    private final ChangeLog.Following following;

    /** @param timer is the owner's */
    KeyWatch(ChangeLog log, KeyAuthenticator keys, ScheduledExecutorService timer) {
        this.keys = keys;
        timer.scheduleWithFixedDelay(() -> check(log.state()), 1, 1, TimeUnit.SECONDS);
        this.following = log.follow("mcp-keys", this::check);
    }

    void add(KeyBound bound) {
        watched.add(bound);
    }

    void remove(KeyBound bound) {
        watched.remove(bound);
    }

    /** Whether both are the same secret: under one id a key may have got another, which is another key. */
    static boolean isSameKey(ApiKey one, ApiKey other) {
        return one.id().equals(other.id())
                && one.credential().lookup().equals(other.credential().lookup());
    }

    private void check(GatewayState state) {
        for (KeyBound bound : watched) {
            KeyHolder now = now(bound.holder(), state);
            if (now == null) {
                bound.keyEnded();
            } else {
                bound.follow(now);
            }
        }
    }

    /** The same holder in {@code state}; null when the key may not be used there. */
    private @Nullable KeyHolder now(KeyHolder last, GatewayState state) {
        Optional<ApiKey> key = state.keyById(last.key().id());
        if (key.isEmpty()
                || !isSameKey(key.get(), last.key())
                || keys.standing(key.get()) != null
                || !key.get().settings().addresses().permits(last.client())) {
            return null;
        }
        return last.state() == state
                ? last
                : state.projectById(key.get().projectId())
                        .map(project -> new KeyHolder(key.get(), project, state, last.secret(), last.client()))
                        .orElse(null);
    }

    @Override
    public void close() {
        following.close();
    }
}
