package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a server of the modern era tells without being asked each time (specification 2026-07-28, "Subscriptions"): one {@code
 * subscriptions/listen} for all who share the connection. Where what they want has changed a new one is opened, and the old one is
 * ended once the server has acknowledged the new: nothing is missed and nothing is heard twice. A stream that is lost is opened
 * again, and what may have been missed is told as changed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class Subscriptions {
    private static final String UPDATED = "notifications/resources/updated";
    private static final List<String> LISTS = List.of("tools", "prompts", "resources");

    private final List<String> lists;
    private final BiFunction<ObjectNode, Consumer<ObjectNode>, UpstreamCall> listen;
    private final Consumer<ObjectNode> heard;
    private final ScheduledExecutorService timer;
    private final Backoff losses;
    private final Set<String> resources = new LinkedHashSet<>();
    private Map<String, List<OwnCall>> waiting = new HashMap<>();
    private @Nullable ListenStream current;
    private @Nullable ListenStream opening;
    private boolean isStale;
    private boolean isLost;
    private boolean isClosed;

    /**
     * Nothing is listened to yet.
     *
     * @param initialized what the server offers
     * @param listen sends {@code subscriptions/listen} with such parameters and hands on what comes on its stream
     * @param heard gets the notifications, as servers of the legacy era send them
     */
    Subscriptions(
            ObjectNode initialized,
            BiFunction<ObjectNode, Consumer<ObjectNode>, UpstreamCall> listen,
            Consumer<ObjectNode> heard,
            ScheduledExecutorService timer,
            RandomGenerator random) {
        JsonNode capabilities = initialized.path("capabilities");
        this.lists = LISTS.stream()
                .filter(list -> capabilities.path(list).path("listChanged").asBoolean())
                .toList();
        this.listen = listen;
        this.heard = heard;
        this.timer = timer;
        this.losses = new Backoff(random);
    }

    /** Listens to all list changes that the server offers to tell of. */
    void start() {
        refresh();
    }

    /** As {@code resources/subscribe}: answered when the server has agreed. */
    UpstreamCall subscribe(String uri, Duration deadline) {
        OwnCall call = new OwnCall();
        synchronized (this) {
            resources.add(uri);
            if (current != null && current.honours(uri) && opening == null) {
                return OwnCall.done();
            }
            waiting.computeIfAbsent(uri, key -> new ArrayList<>()).add(call);
        }
        timer.schedule(
                () -> call.fail(new UpstreamException(Reason.TIMEOUT, "The server did not confirm a subscription")),
                deadline.toNanos(),
                TimeUnit.NANOSECONDS);
        refresh();
        return call;
    }

    /** As {@code resources/unsubscribe}. */
    UpstreamCall unsubscribe(String uri) {
        boolean isChange;
        synchronized (this) {
            isChange = resources.remove(uri);
        }
        if (isChange) {
            refresh();
        }
        return OwnCall.done();
    }

    /** Hears nothing any more. */
    void close() {
        List<ListenStream> open = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            if (current != null) {
                open.add(current);
            }
            if (opening != null) {
                open.add(opening);
            }
            current = null;
            opening = null;
        }
        open.forEach(ListenStream::end);
    }

    /** Opens a stream for what is wanted now, unless one is being opened: then another follows it. */
    private void refresh() {
        ListenStream fresh = null;
        ListenStream unneeded = null;
        synchronized (this) {
            if (isClosed || opening != null) {
                isStale = true;
                return;
            }
            isStale = false;
            if (lists.isEmpty() && resources.isEmpty()) {
                unneeded = current;
                current = null;
            } else {
                fresh = new ListenStream(this, new LinkedHashSet<>(resources), waiting);
                waiting = new HashMap<>();
                opening = fresh;
            }
        }
        if (unneeded != null) {
            unneeded.end();
        }
        if (fresh != null) {
            fresh.open(lists, listen, timer);
        }
    }

    void acknowledged(ListenStream stream, JsonNode agreed) {
        ListenStream old;
        boolean isRepaired;
        boolean isStaleAlready;
        synchronized (this) {
            if (!stream.is(opening)) {
                return;
            }
            stream.agree(agreed);
            old = current;
            current = stream;
            opening = null;
            isRepaired = isLost;
            isLost = false;
            losses.succeeded();
            isStaleAlready = isStale;
            stream.awaited().stream().filter(uri -> !stream.honours(uri)).forEach(resources::remove);
        }
        if (old != null) {
            old.end();
        }
        if (isRepaired) {
            tellWhatMayBeMissed(stream);
        }
        stream.tellWaiting();
        if (isStaleAlready) {
            refresh();
        }
    }

    private void tellWhatMayBeMissed(ListenStream stream) {
        for (String list : lists) {
            heard.accept(JsonRpc.notification("notifications/" + list + "/list_changed", null));
        }
        for (String uri : stream.honoured()) {
            heard.accept(JsonRpc.notification(UPDATED, JsonRpc.object().put("uri", uri)));
        }
    }

    /** {@code stream} is over; a stream that was acknowledged is wanted still, and so is the first one. */
    void ended(ListenStream stream, @Nullable ObjectNode refusal, UpstreamException why) {
        boolean isRefreshed;
        long wait;
        synchronized (this) {
            boolean isOfUse = stream.is(opening) || stream.is(current);
            if (!isOfUse || isClosed) {
                return;
            }
            if (stream.is(opening)) {
                opening = null;
                resources.removeAll(stream.awaited());
            } else {
                current = null;
                isLost = true;
            }
            long now = System.nanoTime();
            losses.failed(now);
            wait = losses.nanosLeft(now);
            boolean isUnknown =
                    refusal != null && refusal.path("error").path("code").asInt() == JsonRpc.METHOD_NOT_FOUND;
            isRefreshed = !isUnknown && opening == null && (current == null || isStale);
        }
        stream.failWaiting(refusal, why);
        if (isRefreshed) {
            timer.schedule(this::refresh, wait, TimeUnit.NANOSECONDS);
        }
    }

    boolean isOpening(ListenStream stream) {
        synchronized (this) {
            return stream.is(opening);
        }
    }

    /** Hands on what came on {@code stream}, unless another is listened to. */
    void heard(ListenStream stream, ObjectNode message) {
        boolean isCurrent;
        synchronized (this) {
            isCurrent = stream.is(current);
        }
        if (isCurrent) {
            heard.accept(message);
        }
    }
}
