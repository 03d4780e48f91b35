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
import dev.mcpgateway.server.keys.AdminAuthentication;
import dev.mcpgateway.server.keys.AdminAuthenticator;
import dev.mcpgateway.server.keys.MalformedHashException;
import java.util.function.Predicate;

/** Answers every request to the admin API: route, method, authentication, body, then the operation itself. */
final class ApiHandler implements Handler {
    private final Router<BoundEndpoint<?, ?>> router;
    private final ChangeLog log;
    private final Predicate<Request> localAdmin;
    private final AdminAuthenticator authenticator;
    private final Envelope envelope;
    private final AnswerCache answers = new AnswerCache();

    ApiHandler(
            Router<BoundEndpoint<?, ?>> router,
            ChangeLog log,
            Predicate<Request> localAdmin,
            AdminAuthenticator authenticator,
            Envelope envelope) {
        this.router = router;
        this.log = log;
        this.localAdmin = localAdmin;
        this.authenticator = authenticator;
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
        if (operation.role() == Role.ADMIN && !localAdmin.test(request)) {
            requireAdmin(request);
        }
        // A query may ask for secrets, which are not to be kept.
        if (operation.showsStateAlone() && request.rawQuery().isEmpty()) {
            return envelope.stamped(kept(endpoint, request));
        }
        Response response = made(endpoint, request);
        return response instanceof JsonBody json && operation.contentType() == null ? envelope.stamped(json) : response;
    }

    private JsonBody kept(BoundEndpoint<?, ?> endpoint, Request request) throws Exception {
        GatewayState state = log.state();
        JsonBody known = answers.get(state, request.segments());
        if (known == null) {
            known = (JsonBody) made(endpoint, request);
            answers.put(state, request.segments(), known);
        }
        return known;
    }

    private <I extends Record, O> Response made(BoundEndpoint<I, O> endpoint, Request request) throws Exception {
        Operation<I, O> operation = endpoint.operation();
        O output = endpoint.call(request);
        Response response = output instanceof Response whole ? whole : envelope.success(operation, output);
        if (operation.isTagged() && output instanceof Versioned versioned) {
            response = response.withHeader("ETag", IfMatch.tag(versioned.version()));
        }
        // What only an administrator may see, and keys shown once above all, is kept by nothing on the way.
        return operation.role() == Role.ADMIN ? response.withHeader("Cache-Control", "no-store") : response;
    }

    private void requireAdmin(Request request) {
        AdminAuthentication outcome;
        try {
            outcome = authenticator.authenticate(
                    log.state().settings().adminKey(),
                    request.headers("Authorization"),
                    () -> request.peer().getAddress().getHostAddress());
        } catch (MalformedHashException unusable) {
            // The file's admin key claims to be a hash and is none: nobody can have the key to it.
            outcome = AdminAuthentication.NOT_CONFIGURED;
        }
        if (outcome != AdminAuthentication.ACCEPTED) {
            throw AuthenticationException.of(outcome);
        }
    }
}
