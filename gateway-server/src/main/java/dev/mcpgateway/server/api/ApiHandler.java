package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Match;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.http.Router;
import dev.mcpgateway.server.keys.KeyHolder;
import org.jspecify.annotations.Nullable;

/** Answers every request to the admin API: route, method, authentication, body, then the operation itself. */
final class ApiHandler implements Handler {
    private final Router<BoundEndpoint<?, ?>> router;
    private final ChangeLog log;
    private final CallerCheck callers;
    private final UserKeyCalls userKeys;
    private final Envelope envelope;
    private final AnswerCache answers = new AnswerCache();

    ApiHandler(
            Router<BoundEndpoint<?, ?>> router,
            ChangeLog log,
            CallerCheck callers,
            UserKeyCalls userKeys,
            Envelope envelope) {
        this.router = router;
        this.log = log;
        this.callers = callers;
        this.userKeys = userKeys;
        this.envelope = envelope;
    }

    @Override
    public Response handle(Request request) throws Exception {
        Match<BoundEndpoint<?, ?>> match = router.match(request.methodToken(), request.segments());
        if (match instanceof Match.Found<BoundEndpoint<?, ?>> found) {
            request.routedTo(found.target().operation());
            return answer(found.target(), request.withPathParameters(found.pathParameters()));
        } else if (match instanceof Match.MethodNotAllowed<BoundEndpoint<?, ?>> notAllowed) {
            throw HttpException.methodNotAllowed(notAllowed.allow());
        }
        throw HttpException.notFound("There is no such path; /openapi.json lists those there are");
    }

    private Response answer(BoundEndpoint<?, ?> endpoint, Request request) throws Exception {
        Operation<?, ?> operation = endpoint.operation();
        GatewayState state = log.state();
        KeyHolder holder = operation.role() == Role.PUBLIC ? null : callers.holder(request, state);
        if (holder != null) {
            return userKeys.answer(request, operation, holder, present -> {
                Response answer = made(endpoint, request, present.state().seenBy(present.key()), present);
                return stamped(answer, operation);
            });
        }
        if (operation.role() == Role.USER_KEY) {
            throw new ForbiddenException("This operation is for user keys: it says what the key in use may do");
        }
        // A query may ask for secrets, which are not to be kept.
        if (operation.showsStateAlone() && request.rawQuery().isEmpty()) {
            return envelope.stamped(kept(endpoint, request, state));
        }
        return stamped(made(endpoint, request, state, null), operation);
    }

    private Response stamped(Response answer, Operation<?, ?> operation) {
        return answer instanceof JsonBody json && operation.contentType() == null ? envelope.stamped(json) : answer;
    }

    private JsonBody kept(BoundEndpoint<?, ?> endpoint, Request request, GatewayState state) throws Exception {
        JsonBody known = answers.get(state, request.segments());
        if (known == null) {
            known = (JsonBody) made(endpoint, request, state, null);
            answers.put(state, request.segments(), known);
        }
        return known;
    }

    private <I extends Record, O> Response made(
            BoundEndpoint<I, O> endpoint, Request request, GatewayState state, @Nullable KeyHolder holder)
            throws Exception {
        Operation<I, O> operation = endpoint.operation();
        O output = endpoint.call(request, state, holder);
        Response response = output instanceof Response whole ? whole : envelope.success(operation, output);
        if (operation.isTagged() && output instanceof Versioned versioned) {
            response = response.withHeader("ETag", IfMatch.tag(versioned.version()));
        }
        // What only some may see, and keys shown once above all, is kept by nothing on the way.
        return operation.role() != Role.PUBLIC ? response.withHeader("Cache-Control", "no-store") : response;
    }
}
