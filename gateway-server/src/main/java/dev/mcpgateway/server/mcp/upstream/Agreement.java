package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a server was found to be in its handshake, and how requests are made to it since then. */
final class Agreement {
    private final Machinery with;
    private volatile Era era = Era.LEGACY;
    private volatile ObjectNode initialized = JsonRpc.object();
    private volatile @Nullable Subscriptions subscriptions;

    /** Sends a request as one of an era. */
    interface Sender {
        UpstreamCall send(@Nullable ObjectNode params, Era as);
    }

    Agreement(Machinery with) {
        this.with = with;
    }

    Era era() {
        return era;
    }

    /** As {@link Upstream#initialized}; an empty object before the handshake. */
    ObjectNode initialized() {
        return initialized;
    }

    /** The server has answered {@code initialize} with {@code result}. */
    void initialized(ObjectNode result) {
        initialized = result;
    }

    /**
     * The server is one of the modern era.
     *
     * @param described what it has told of itself, in the form of a handshake
     * @param listen sends {@code subscriptions/listen} with such parameters and hands on what comes on its stream
     * @param heard gets the notifications, as servers of the legacy era send them
     */
    void discovered(
            ObjectNode described,
            BiFunction<ObjectNode, Consumer<ObjectNode>, UpstreamCall> listen,
            Consumer<ObjectNode> heard) {
        initialized = described;
        era = Era.MODERN;
        Subscriptions all = new Subscriptions(
                described,
                (params, hears) -> listen.apply(claimed(params, Claim.GATEWAY), hears),
                heard,
                with.timer(),
                with.random());
        subscriptions = all;
        all.start();
    }

    /** Makes a request: as the server's era has it, or by what is listened to already. */
    UpstreamCall call(String method, @Nullable ObjectNode params, CallOptions options, Sender sender) {
        Subscriptions own = subscriptions;
        if (own == null) {
            return sender.send(params, Era.LEGACY);
        }
        String uri = params == null ? "" : params.path("uri").asText();
        return switch (method) {
            case "resources/subscribe" -> own.subscribe(uri, options.deadline());
            case "resources/unsubscribe" -> own.unsubscribe(uri);
            default -> sender.send(claimed(params, options.claim()), Era.MODERN);
        };
    }

    /** The parameters of a request of the modern era. */
    ObjectNode claimed(@Nullable ObjectNode params, Claim claim) {
        return claim.onto(params, with.handshake().gateway());
    }

    /** The connection is over. */
    void end() {
        Subscriptions own = subscriptions;
        if (own != null) {
            own.close();
        }
    }
}
