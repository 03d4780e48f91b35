package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
    private static final String UPDATED = "notifications/resources/updated";
    private static final long ACKNOWLEDGE_SECONDS = 30;
    private static final List<String> LISTS = List.of("tools", "prompts", "resources");

    private final List<String> lists;
    private final BiFunction<ObjectNode, Consumer<ObjectNode>, UpstreamCall> listen;
    private final Consumer<ObjectNode> heard;
    private final ScheduledExecutorService timer;
    private final Backoff losses;
    private final Set<String> resources = new LinkedHashSet<>();
    private Map<String, List<OwnCall>> waiting = new HashMap<>();
    private @Nullable Stream current;
    private @Nullable Stream opening;
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
            if (current != null && current.honoured.contains(uri) && opening == null) {
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
        List<Stream> open = new ArrayList<>();
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
        open.forEach(Stream::end);
    }

    /** Opens a stream for what is wanted now, unless one is being opened: then another follows it. */
    private void refresh() {
        Stream fresh = null;
        Stream unneeded = null;
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
                fresh = new Stream(new LinkedHashSet<>(resources), waiting);
                waiting = new HashMap<>();
                opening = fresh;
            }
        }
        if (unneeded != null) {
            unneeded.end();
        }
        if (fresh != null) {
            fresh.open();
        }
    }

    private void acknowledged(Stream stream, JsonNode agreed) {
        Stream old;
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
            stream.waiting.keySet().stream()
                    .filter(uri -> !stream.honoured.contains(uri))
                    .forEach(resources::remove);
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

    private void tellWhatMayBeMissed(Stream stream) {
        for (String list : lists) {
            heard.accept(JsonRpc.notification("notifications/" + list + "/list_changed", null));
        }
        for (String uri : stream.honoured) {
            heard.accept(JsonRpc.notification(UPDATED, JsonRpc.object().put("uri", uri)));
        }
    }

    /** {@code stream} is over; a stream that was acknowledged is wanted still, and so is the first one. */
    private void ended(Stream stream, @Nullable ObjectNode refusal, UpstreamException why) {
        boolean isRefreshed;
        long wait;
        synchronized (this) {
            boolean isOfUse = stream.is(opening) || stream.is(current);
            if (!isOfUse || isClosed) {
                return;
            }
            if (stream.is(opening)) {
                opening = null;
                resources.removeAll(stream.waiting.keySet());
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

    /** One request to listen. */
    private final class Stream {
        private final Set<String> asked;
        private final Map<String, List<OwnCall>> waiting;
        private final Set<String> honoured = new HashSet<>();
        private @Nullable UpstreamCall call;
        private boolean isEnded;

        Stream(Set<String> asked, Map<String, List<OwnCall>> waiting) {
            this.asked = asked;
            this.waiting = waiting;
        }

        @SuppressWarnings("ReferenceEquality") // it is about this very stream
        boolean is(@Nullable Stream other) {
            return this == other;
        }

        void open() {
            ObjectNode params = JsonRpc.object();
            ObjectNode filter = params.putObject("notifications");
            lists.forEach(list -> filter.put(list + "ListChanged", true));
            if (!asked.isEmpty()) {
                asked.forEach(filter.putArray("resourceSubscriptions")::add);
            }
            UpstreamCall sent = listen.apply(params, this::hear);
            boolean isLate;
            synchronized (this) {
                call = sent;
                isLate = isEnded;
            }
            if (isLate) {
                sent.cancel("it is not needed any more");
            }
            timer.schedule(this::giveUp, ACKNOWLEDGE_SECONDS, TimeUnit.SECONDS);
            sent.answer()
                    .whenComplete((answer, failure) -> ended(
                            this,
                            answer == null ? null : answer.message(),
                            failure == null
                                    ? new UpstreamException(Reason.ENDED, "The server ended a subscription")
                                    : Failures.cause(failure)));
        }

        private void giveUp() {
            boolean isIgnored;
            synchronized (Subscriptions.this) {
                isIgnored = is(opening);
            }
            if (isIgnored) {
                end();
            }
        }

        void agree(JsonNode agreed) {
            if (agreed.has("resourceSubscriptions")) {
                agreed.path("resourceSubscriptions").forEach(uri -> honoured.add(uri.asText()));
                honoured.retainAll(asked);
            }
        }

        void hear(ObjectNode message) {
            JsonNode params = message.path("params");
            if (JsonRpc.method(message).equals(ACKNOWLEDGED)) {
                acknowledged(this, params.path("notifications"));
                return;
            }
            boolean isCurrent;
            synchronized (Subscriptions.this) {
                isCurrent = is(current);
            }
            if (isCurrent) {
                heard.accept(unwrapped(message));
            }
        }

        void tellWaiting() {
            waiting.forEach((uri, calls) -> calls.forEach(waits -> {
                if (honoured.contains(uri)) {
                    waits.succeed();
                } else {
                    waits.answer(JsonRpc.error(
                            null, JsonRpc.INVALID_PARAMS, "The server does not tell of updates of this resource"));
                }
            }));
        }

        void failWaiting(@Nullable ObjectNode refusal, UpstreamException why) {
            waiting.values()
                    .forEach(calls -> calls.forEach(waits -> {
                        if (refusal != null && refusal.has("error")) {
                            waits.answer(refusal);
                        } else {
                            waits.fail(why);
                        }
                    }));
        }

        void end() {
            UpstreamCall open;
            synchronized (this) {
                isEnded = true;
                open = call;
            }
            if (open != null) {
                open.cancel("it is not needed any more");
            }
        }
    }

    /** {@code message} without the name of the stream that it came on. */
    private static ObjectNode unwrapped(ObjectNode message) {
        if (!(message.get("params") instanceof ObjectNode params)
                || !(params.get("_meta") instanceof ObjectNode meta)) {
            return message;
        }
        ObjectNode rest = JsonRpc.object();
        rest.setAll(meta);
        rest.remove(SUBSCRIPTION_ID);
        ObjectNode plain = JsonRpc.object();
        plain.setAll(params);
        if (rest.isEmpty()) {
            plain.remove("_meta");
        } else {
            plain.set("_meta", rest);
        }
        if (!plain.isEmpty()) {
            return JsonRpc.with(message, "params", plain);
        }
        ObjectNode bare = JsonRpc.object();
        bare.setAll(message);
        bare.remove("params");
        return bare;
    }
}
