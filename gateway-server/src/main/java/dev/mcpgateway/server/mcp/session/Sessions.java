package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All sessions. One ends when its client says so, when nobody has used it for a quarter of an hour, and within a second when its key
 * may not be used any more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a task that never ends has no outcome
public final class Sessions implements AutoCloseable {
    private static final int MOST = 10_000;
    private static final int MOST_OF_A_KEY = 1_000;
    private static final long IDLE_NANOS = Duration.ofMinutes(15).toNanos();
    private static final int ID_BYTES = 24;

    private final UpstreamSupervisor servers;
    private final KeyAuthenticator keys;
    private final SecureRandom random;
    private final ScheduledThreadPoolExecutor timer;
    private final ChangeLog.Following following;
    private final Map<String, LegacySession> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<LegacySession>> byKey = new ConcurrentHashMap<>();

    public Sessions(ChangeLog log, UpstreamSupervisor servers, KeyAuthenticator keys, SecureRandom random) {
        this.servers = servers;
        this.keys = keys;
        this.random = random;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mcp-sessions");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.scheduleWithFixedDelay(() -> check(log.state()), 1, 1, TimeUnit.SECONDS);
        this.following = log.follow("mcp-session-keys", this::check);
    }

    /**
     * Begins a session.
     *
     * @param version the one that was agreed on
     * @param params of {@code initialize}
     * @return empty where there are as many as may be, and none of this key's is idle
     */
    Optional<LegacySession> begin(KeyHolder holder, String version, JsonNode params) {
        Set<LegacySession> ofKey = byKey.computeIfAbsent(holder.key().id(), id -> ConcurrentHashMap.newKeySet());
        if ((ofKey.size() >= MOST_OF_A_KEY || byId.size() >= MOST) && !endOneIdle(ofKey)) {
            return Optional.empty();
        }
        ObjectNode capabilities =
                params.path("capabilities") instanceof ObjectNode declared ? declared.deepCopy() : JsonRpc.object();
        // The gateway relays no tasks, so servers are not told of them.
        capabilities.remove("tasks");
        ObjectNode clientInfo = params.path("clientInfo") instanceof ObjectNode given ? given : null;
        LegacySession session = new LegacySession(
                new LegacySession.Start(newId(), holder, version, capabilities, clientInfo), servers, timer);
        byId.put(session.id(), session);
        byKey.compute(holder.key().id(), (id, present) -> {
            Set<LegacySession> sessions = present == null ? ConcurrentHashMap.newKeySet() : present;
            sessions.add(session);
            return sessions;
        });
        return Optional.of(session);
    }

    /** The session of this id that {@code holder} began; a session's id alone opens nothing. */
    Optional<LegacySession> find(String id, KeyHolder holder) {
        LegacySession session = byId.get(id);
        return session == null || !isSameKey(session.key(), holder.key()) ? Optional.empty() : Optional.of(session);
    }

    void end(LegacySession session) {
        if (byId.remove(session.id(), session)) {
            byKey.computeIfPresent(session.key().id(), (id, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            });
            session.end();
        }
    }

    /** How many there are. */
    public int count() {
        return byId.size();
    }

    private boolean endOneIdle(Set<LegacySession> sessions) {
        Optional<LegacySession> longest = sessions.stream()
                .filter(session -> session.idleSince().isPresent())
                .min(Comparator.comparingLong(session -> session.idleSince().orElse(Long.MAX_VALUE)));
        longest.ifPresent(this::end);
        return longest.isPresent();
    }

    /** Ends sessions that are over, and tells the others what has changed for them. */
    private void check(GatewayState state) {
        long now = System.nanoTime();
        for (LegacySession session : byId.values()) {
            KeyHolder holder = holderNow(session, state);
            if (holder == null || now - session.idleSince().orElse(now) > IDLE_NANOS) {
                end(session);
            } else {
                session.streams().forgetOld();
                session.follow(holder);
            }
        }
    }

    /** Who the session's client is in {@code state}; null when its key may not be used any more. */
    private @Nullable KeyHolder holderNow(LegacySession session, GatewayState state) {
        KeyHolder last = session.holder();
        Optional<ApiKey> key = state.keyById(session.key().id());
        if (key.isEmpty()
                || !isSameKey(key.get(), session.key())
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

    /** Under the same id a key may have got another secret, which is another key. */
    private static boolean isSameKey(ApiKey one, ApiKey other) {
        return one.id().equals(other.id())
                && one.credential().lookup().equals(other.credential().lookup());
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** Ends all; requests under way are answered. */
    @Override
    public void close() {
        following.close();
        timer.shutdownNow();
        List.copyOf(byId.values()).forEach(this::end);
    }
}
