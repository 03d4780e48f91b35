package dev.mcpgateway.server.model;

import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.ServerRules;
import dev.mcpgateway.server.http.ByteStream;
import dev.mcpgateway.server.http.Bytes;
import dev.mcpgateway.server.http.HeaderFields;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.mcp.upstream.http.AddressRefusedException;
import dev.mcpgateway.server.mcp.upstream.http.AllInUseException;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.StreamedRequest;
import dev.mcpgateway.server.mcp.upstream.http.UnreachableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Sends a call to the model of a project, and its answer back. */
final class ModelRelay {
    private static final Logger LOG = System.getLogger(ModelRelay.class.getName());
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_UNAUTHORIZED = 407;
    private static final int NOT_MODIFIED = 304;
    private static final int SHORT = 64 * 1024;

    private final ModelCalls calls;
    private final Consumer<KeyHolder> refusal;
    private final Patience patience;

    /**
     * A relay.
     *
     * @param refusal throws {@link KeyRefusedException}, with the reason why, for a holder whose key may not be used any more
     */
    ModelRelay(ModelCalls calls, Consumer<KeyHolder> refusal, Patience patience) {
        this.calls = calls;
        this.refusal = refusal;
        this.patience = patience;
    }

    /**
     * What the model answers; a {@link ByteStream} goes on with {@code visit}, and closes it.
     *
     * @throws RefusedException when there is no answer that can be handed on
     * @throws KeyRefusedException when the key of the call may not be used any more
     */
    Response relayed(ModelVisit visit, KeyHolder holder, ModelUpstream upstream, ModelPath path) {
        Request request = visit.request();
        Payload payload = visit.payload();
        HttpUrl base = base(upstream);
        ModelCall call = calls.begin(base, holder);
        Response answer = null;
        try {
            call.allow(patience.connect());
            call.exchange()
                    .send(new StreamedRequest(
                            request.methodToken(),
                            target(base, path, request.rawQuery()),
                            ModelHeaders.toModel(request, holder.secret(), upstream.apiKey()),
                            payload.length(),
                            call.paced(payload.open(), patience),
                            request.methodToken().equals("GET")
                                    || request.methodToken().equals("HEAD")));
            call.unhurried();
            answer = answer(call, visit);
            return answer;
        } catch (IOException failure) {
            throw failed(call, request, failure);
        } finally {
            if (!(answer instanceof ByteStream)) {
                calls.end(call);
            }
        }
    }

    private Response answer(ModelCall call, ModelVisit visit) throws IOException {
        Request request = visit.request();
        Exchange exchange = call.exchange();
        int status = exchange.status();
        if (status >= 300 && status < 400 && status != NOT_MODIFIED) {
            LOG.log(Level.WARNING, "request " + request.id() + ": the model's server redirects, which is not followed");
            throw RefusedException.upstream(
                    "upstream_redirect",
                    "The model's server answers with a redirect, which is not followed: base_url has to say where it is",
                    null);
        } else if (status == UNAUTHORIZED || status == PROXY_UNAUTHORIZED) {
            // To the client a 401 would say that its own key is bad; and such answers quote parts of the upstream's.
            LOG.log(Level.WARNING, "request " + request.id() + ": the model's server refuses the upstream's api_key");
            throw RefusedException.upstream(
                    "upstream_unauthorized",
                    "The model's server does not accept the gateway's own key: an administrator has to set"
                            + " model_upstream.api_key",
                    null);
        }
        HeaderFields headers = ModelHeaders.toClient(exchange.headers());
        long length = exchange.length();
        if (exchange.isEarly() && length >= 0 && length <= SHORT) {
            // The listener sends what it has as a whole before it drops the rest of the body, which may never come, and
            // a stream after that.
            call.allow(patience.gap());
            return Bytes.of(status, headers, exchange.wholeBody(SHORT));
        } else if (exchange.isRead()) {
            // No content follows that it could be counted before the end of.
            visit.answered(status);
        }
        return new ByteStream(
                status, headers, Math.max(ByteStream.UNKNOWN, length), new ModelAnswer(call, calls, patience, visit));
    }

    private RuntimeException failed(ModelCall call, Request request, IOException failure) {
        ModelCall.Ending ending = call.ending();
        if (ending == ModelCall.Ending.KEY_ENDED) {
            refusal.accept(call.holder());
            return new KeyRefusedException(KeyRefusal.INVALID_API_KEY);
        } else if (ending == ModelCall.Ending.STOPPING) {
            return RefusedException.overloaded("The gateway is stopping");
        } else if (ending == ModelCall.Ending.LATE) {
            return RefusedException.late("The model's server did not answer in time");
        }
        if (failure instanceof AllInUseException) {
            return RefusedException.overloaded("All connections to the model's server are in use: try again later");
        }
        LOG.log(
                Level.WARNING,
                "request " + request.id() + " could not be relayed to the model: " + failure.getMessage());
        if (failure instanceof AddressRefusedException) {
            return RefusedException.upstream(
                    "upstream_address_refused",
                    "The model's server is at an address that the gateway may not connect to: see"
                            + " allow_private_upstreams",
                    failure);
        } else if (failure instanceof UnreachableException) {
            return RefusedException.upstream(
                    "upstream_unreachable", "The model's server cannot be reached: " + failure.getMessage(), failure);
        }
        return RefusedException.upstream(
                "upstream_failed", "The model's server broke off, or answered with what is no HTTP", failure);
    }

    /** A file may hold what no request could have saved. */
    private static HttpUrl base(ModelUpstream upstream) {
        if (!ServerRules.problems(upstream).isEmpty()) {
            throw RefusedException.upstream(
                    "upstream_misconfigured", "What model_upstream says cannot be used: validateConfig says why", null);
        }
        return HttpUrl.parse(upstream.baseUrl());
    }

    /** The path of {@code base}, which stands for {@code /v1} where it has one, and the rest of the path. */
    static String target(HttpUrl base, ModelPath path, String query) {
        String prefix = base.uri().getRawPath() == null ? "" : base.uri().getRawPath();
        prefix = prefix.replaceFirst("/+$", "");
        return (prefix.isEmpty() ? ModelPath.ROOT : prefix) + path.below() + (query.isEmpty() ? "" : "?" + query);
    }
}
