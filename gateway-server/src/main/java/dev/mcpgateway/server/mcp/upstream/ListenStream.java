package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One {@code subscriptions/listen} and what comes on its stream. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class ListenStream {
    static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
    private static final long ACKNOWLEDGE_SECONDS = 30;

    private final Subscriptions owner;
    private final Set<String> asked;
    private final Map<String, List<OwnCall>> waiting;
    private final Set<String> honoured = new HashSet<>();
    private @Nullable UpstreamCall call;
    private boolean isEnded;

    /**
     * Not sent yet.
     *
     * @param asked the resources of which updates are wanted
     * @param waiting who waits to hear that the server has agreed, by resource
     */
    ListenStream(Subscriptions owner, Set<String> asked, Map<String, List<OwnCall>> waiting) {
        this.owner = owner;
        this.asked = asked;
        this.waiting = waiting;
    }

    @SuppressWarnings("ReferenceEquality") // it is about this very stream
    boolean is(@Nullable ListenStream other) {
        return this == other;
    }

    Set<String> awaited() {
        return waiting.keySet();
    }

    /** The resources of which the server has agreed to tell. */
    Set<String> honoured() {
        return honoured;
    }

    boolean honours(String uri) {
        return honoured.contains(uri);
    }

    /** Asks for the changes of {@code lists} too. */
    void open(
            List<String> lists,
            BiFunction<ObjectNode, Consumer<ObjectNode>, UpstreamCall> listen,
            ScheduledExecutorService timer) {
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
                .whenComplete((answer, failure) -> owner.ended(
                        this,
                        answer == null ? null : answer.message(),
                        failure == null
                                ? new UpstreamException(Reason.ENDED, "The server ended a subscription")
                                : Failures.cause(failure)));
    }

    private void giveUp() {
        if (owner.isOpening(this)) {
            end();
        }
    }

    void agree(JsonNode agreed) {
        if (agreed.has("resourceSubscriptions")) {
            agreed.path("resourceSubscriptions").forEach(uri -> honoured.add(uri.asText()));
            honoured.retainAll(asked);
        }
    }

    private void hear(ObjectNode message) {
        JsonNode params = message.path("params");
        if (JsonRpc.method(message).equals(ACKNOWLEDGED)) {
            owner.acknowledged(this, params.path("notifications"));
        } else {
            owner.heard(this, unwrapped(message));
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
