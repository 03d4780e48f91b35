package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

/**
 * All sessions. One ends when its client says so, when nobody has used it for a quarter of an hour, and within a second when its key
 * may not be used any more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a task that never ends has no outcome
public final class Sessions implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Sessions.class.getName());
    private static final int MOST = 10_000;
    private static final int MOST_OF_A_KEY = 1_000;
    private static final long IDLE_NANOS = Duration.ofMinutes(15).toNanos();
    private static final int ID_BYTES = 24;

    private final UpstreamSupervisor servers;
    private final KeyWatch watch;
    private final SecureRandom random;
    private final ScheduledThreadPoolExecutor timer;
    private final Map<String, LegacySession> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<LegacySession>> byKey = new ConcurrentHashMap<>();
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final Quota quota = new Quota(MOST_OF_A_KEY);

    public Sessions(ChangeLog log, UpstreamSupervisor servers, KeyAuthenticator keys, SecureRandom random) {
        this.servers = servers;
        this.random = random;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mcp-sessions");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        this.watch = new KeyWatch(log, keys, timer);
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
                new LegacySession.Start(newId(), holder, version, capabilities, clientInfo), servers, timer, this::end);
        byId.put(session.id(), session);
        byKey.compute(holder.key().id(), (id, present) -> {
            Set<LegacySession> sessions = present == null ? ConcurrentHashMap.newKeySet() : present;
            sessions.add(session);
            return sessions;
        });
        watch.add(session);
        return Optional.of(session);
    }

    /** The session of this id that {@code holder} began; a session's id alone opens nothing. */
    Optional<LegacySession> find(String id, KeyHolder holder) {
        LegacySession session = byId.get(id);
        return session == null || !KeyAuthenticator.isSameKey(session.key(), holder.key())
                ? Optional.empty()
                : Optional.of(session);
    }

    void end(LegacySession session) {
        watch.remove(session);
        if (byId.remove(session.id(), session)) {
            byKey.computeIfPresent(session.key().id(), (id, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            });
            session.end();
        }
    }

    /** What ends with its key. */
    public KeyWatch watch() {
        return watch;
    }

    UpstreamSupervisor servers() {
        return servers;
    }

    /**
     * Begins a subscription, to be ended; it ends with its key, too.
     *
     * @return empty where the key has as many as it may
     */
    Optional<Subscription> subscribe(ObjectNode request, KeyHolder holder, MessageStream stream) {
        if (!quota.take(holder.key().id())) {
            return Optional.empty();
        }
        Subscription subscription = new Subscription(request, holder, stream, servers, timer, this::end);
        subscriptions.add(subscription);
        watch.add(subscription);
        return Optional.of(subscription);
    }

    void end(Subscription subscription) {
        watch.remove(subscription);
        if (subscriptions.remove(subscription)) {
            quota.giveBack(subscription.holder().key().id());
            subscription.end();
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

    private void tick() {
        try {
            endIdle();
        } catch (RuntimeException failure) {
            // A task that fails once is never run again.
            LOG.log(Level.WARNING, "Sessions that nobody uses could not be ended", failure);
        }
    }

    private void endIdle() {
        long now = System.nanoTime();
        for (LegacySession session : byId.values()) {
            session.streams().forgetOld();
            if (now - session.idleSince().orElse(now) > IDLE_NANOS) {
                end(session);
            }
        }
        for (Subscription subscription : subscriptions) {
            if (subscription.isAbandoned(now)) {
                end(subscription);
            }
        }
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    /** Ends all; requests under way are answered. */
    @Override
    public void close() {
        watch.close();
        timer.shutdownNow();
        List.copyOf(byId.values()).forEach(this::end);
        List.copyOf(subscriptions).forEach(this::end);
    }
}
