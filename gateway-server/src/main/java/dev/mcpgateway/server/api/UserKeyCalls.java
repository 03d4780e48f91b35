package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.Admission;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.keys.SignedRequest;
import dev.mcpgateway.server.usage.UsageRecords;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the holders of user keys: signature, limit and scope are checked in this order, and every call is counted (contract:
 * api-keys.md, "Order of checks").
 */
final class UserKeyCalls {
    private final KeyAuthenticator authenticator;
    private final Supplier<GatewayState> state;
    private final Supplier<UsageRecords> usage;
    private final ErrorResponder errors;

    /** What an operation answers to the holder of a key. */
    @FunctionalInterface
    interface Answer {
        Response to(KeyHolder holder) throws Exception;
    }

    /** @param state as it is at present */
    UserKeyCalls(
            KeyAuthenticator authenticator,
            Supplier<GatewayState> state,
            Supplier<UsageRecords> usage,
            ErrorResponder errors) {
        this.authenticator = authenticator;
        this.state = state;
        this.usage = usage;
        this.errors = errors;
    }

    /**
     * What {@code operation} answers, with the headers of the key's limit.
     *
     * @param caller as the request began
     * @throws ForbiddenException when the operation is the administrator's alone; that counts against no limit
     * @throws KeyRefusedException when the signature is wrong, or the key has ended while the body came in
     */
    Response answer(Request request, Operation<?, ?> operation, KeyHolder caller, Answer made) {
        if (!operation.isForUserKeys()) {
            throw new ForbiddenException("This operation needs the admin key");
        }
        SignedRequest signed = signed(request, operation);
        KeyHolder holder = authenticator.identifyAgain(caller, state.get());
        authenticator.checkSignature(holder, signed);
        String endpoint = operation.method() + " " + operation.path().text();
        Admission admission;
        try {
            admission = authenticator.admit(holder);
        } catch (KeyRefusedException limited) {
            usage.get().meter().recordRateLimited(holder.known(), endpoint, holder.client());
            return withLimit(errors.respond(request, limited), limited.limit());
        }
        Response answer = answer(request, operation, holder, made, admission);
        usage.get().meter().record(holder.known(), endpoint, answer.status(), answer.status() >= 400, holder.client());
        return answer;
    }

    private Response answer(
            Request request, Operation<?, ?> operation, KeyHolder holder, Answer made, @Nullable Admission admission) {
        Response answer;
        try {
            Scope scope = operation.keyScope();
            if (scope != null && !holder.key().settings().scopes().allows(scope)) {
                throw new KeyRefusedException(KeyRefusal.INSUFFICIENT_SCOPE);
            }
            answer = made.to(holder);
        } catch (Exception failure) {
            answer = errors.respond(request, failure);
        }
        return withLimit(answer, admission);
    }

    private static Response withLimit(Response answer, @Nullable Admission admission) {
        return admission == null
                ? answer
                : answer.withHeader("RateLimit-Policy", admission.policyHeader())
                        .withHeader("RateLimit", admission.header());
    }

    private static SignedRequest signed(Request request, Operation<?, ?> operation) {
        return new SignedRequest(
                request.methodToken(),
                request.rawTarget(),
                request::headers,
                SignedRequest.Body.of(request.body(operation.maxBodyBytes())));
    }
}
