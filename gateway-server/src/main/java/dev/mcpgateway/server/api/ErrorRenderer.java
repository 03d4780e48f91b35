package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ConfigInvalidException;
import dev.mcpgateway.server.domain.ConflictException;
import dev.mcpgateway.server.domain.DomainException;
import dev.mcpgateway.server.domain.DuplicateException;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.NotFoundException;
import dev.mcpgateway.server.domain.OverloadedException;
import dev.mcpgateway.server.domain.PreconditionFailedException;
import dev.mcpgateway.server.domain.ServerUnavailableException;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.AdminAuthentication;
import dev.mcpgateway.server.keys.HashingOverloadedException;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.keys.KeyRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place where failures become answers: every one has a code of the catalogue, and what is internal stays in the log. */
final class ErrorRenderer implements ErrorResponder {
    private static final Logger LOG = System.getLogger(ErrorRenderer.class.getName());
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final Envelope envelope;

    ErrorRenderer(Envelope envelope) {
        this.envelope = envelope;
    }

    @Override
    public Response respond(@Nullable Request request, Throwable failure) {
        if (failure instanceof AuthenticationException refused) {
            Response answer = answer(request, refused.status(), refused.code(), refused.getMessage());
            return refused.status() == 401 ? answer.withHeader("WWW-Authenticate", "Bearer") : answer;
        } else if (failure instanceof ForbiddenException) {
            return answer(request, ErrorCode.AUTH_FORBIDDEN, failure.getMessage());
        } else if (failure instanceof KeyRefusedException refused) {
            return key(request, refused);
        } else if (failure instanceof HttpException refused) {
            return http(request, refused);
        } else if (failure instanceof DomainException refused) {
            return domain(request, refused);
        } else if (failure instanceof HashingOverloadedException overloaded) {
            return retryLater(
                    answer(request, ErrorCode.OVERLOADED, "Too many keys are being checked"), overloaded.retryAfter());
        }
        if (failure instanceof UnavailableException) {
            return retryLater(answer(request, ErrorCode.SHUTTING_DOWN, failure.getMessage()), SHORTLY);
        }
        String id = request == null ? "-" : request.id();
        LOG.log(Level.ERROR, "request " + id + " failed", failure);
        return answer(
                request, ErrorCode.INTERNAL_ERROR, "The gateway failed; its log has the details under this request_id");
    }

    /** Of a key that opens nothing the text of the documents, which says the same of all such keys. */
    private Response key(@Nullable Request request, KeyRefusedException failure) {
        KeyRefusal refusal = failure.refusal();
        return switch (refusal) {
            case INVALID_API_KEY, DISABLED_API_KEY, INACTIVE_API_KEY, EXPIRED_API_KEY ->
                respond(request, AuthenticationException.of(AdminAuthentication.INVALID_KEY));
            case INVALID_SIGNATURE, TIMESTAMP_OUT_OF_RANGE, REPLAYED_REQUEST ->
                answer(request, ErrorCode.AUTH_INVALID_CREDENTIALS, refusal.message())
                        .withHeader("WWW-Authenticate", "Bearer");
            case IP_NOT_ALLOWED, INSUFFICIENT_SCOPE -> answer(request, ErrorCode.AUTH_FORBIDDEN, refusal.message());
            case RATE_LIMIT_EXCEEDED ->
                retryLater(
                        answer(request, ErrorCode.RATE_LIMITED, refusal.message()),
                        Duration.ofSeconds(failure.retryAfterSeconds().orElse(1)));
        };
    }

    private Response domain(@Nullable Request request, DomainException failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof NotFoundException missing) {
            return answer(request, ErrorCode.notFound(missing.subject()), detail);
        } else if (failure instanceof DuplicateException duplicate) {
            return answer(request, ErrorCode.alreadyExists(duplicate.subject()), detail);
        } else if (failure instanceof ConflictException conflict) {
            return answer(request, ErrorCode.of(conflict.rule()), detail);
        } else if (failure instanceof InvalidFieldException invalid) {
            return answer(request, 400, ErrorCode.INVALID_REQUEST, detail, invalid.problems());
        } else if (failure instanceof ConfigInvalidException invalid) {
            return answer(request, 400, ErrorCode.CONFIG_INVALID, detail, invalid.problems());
        } else if (failure instanceof FileRefusedException refused) {
            return answer(request, fileCode(refused.reason()), detail);
        } else if (failure instanceof PreconditionFailedException) {
            return answer(request, ErrorCode.PRECONDITION_FAILED, detail);
        } else if (failure instanceof OverloadedException) {
            return retryLater(answer(request, ErrorCode.OVERLOADED, detail), SHORTLY);
        } else if (failure instanceof ServerUnavailableException) {
            return answer(request, ErrorCode.SERVER_UNAVAILABLE, detail);
        } else if (failure instanceof StorageException) {
            // One line for each; the store has logged the fault itself.
            LOG.log(Level.WARNING, "request " + (request == null ? "-" : request.id()) + " was not stored: " + detail);
            return answer(request, ErrorCode.STORAGE_FAILED, detail);
        }
        throw new IllegalStateException("no answer for " + failure.getClass(), failure);
    }

    private Response http(@Nullable Request request, HttpException failure) {
        ErrorCode code =
                switch (failure.kind()) {
                    case BAD_REQUEST, REQUEST_TIMEOUT -> ErrorCode.INVALID_REQUEST;
                    case INVALID_JSON -> ErrorCode.INVALID_JSON;
                    case NOT_FOUND -> ErrorCode.ROUTE_NOT_FOUND;
                    case METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
                    case PAYLOAD_TOO_LARGE -> ErrorCode.PAYLOAD_TOO_LARGE;
                    case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
                };
        String field = failure.field();
        Response answer = answer(
                request,
                code.status(),
                code,
                failure.text(),
                field == null ? List.of() : List.of(new FieldProblem(field, failure.text())));
        for (Map.Entry<String, String> header : failure.headers().entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return failure.closeConnection() ? answer.withHeader("Connection", "close") : answer;
    }

    private static ErrorCode fileCode(FileRefusedException.Reason reason) {
        return reason == FileRefusedException.Reason.NOT_FOUND ? ErrorCode.FILE_NOT_FOUND : ErrorCode.FILE_NOT_ALLOWED;
    }

    private static Response retryLater(Response answer, Duration wait) {
        return answer.withHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    private Response answer(@Nullable Request request, ErrorCode code, @Nullable String detail) {
        return answer(request, code.status(), code, String.valueOf(detail), List.of());
    }

    private Response answer(@Nullable Request request, int status, ErrorCode code, @Nullable String detail) {
        return answer(request, status, code, String.valueOf(detail), List.of());
    }

    private Response answer(
            @Nullable Request request, int status, ErrorCode code, String detail, List<FieldProblem> problems) {
        try {
            return envelope.error(status, code, detail, request == null ? null : request.id(), problems);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
