package dev.mcpgateway.client.error;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * The gateway, or a proxy before it, answered with an error. The subclass says of what kind, {@link #errorCode()} what exactly.
 *
 * <p>Tests of programs that use the client make them with {@link #of}:
 *
 * <pre>{@code
 * when(users.createUser("a@example.com"))
 *         .thenThrow(GatewayApiException.of(Failure.of(409, ErrorCode.USER_ALREADY_EXISTS, "User 'a@example.com' already exists")));
 * }</pre>
 */
public abstract sealed class GatewayApiException extends GatewayException
        permits BadRequestException,
                AuthenticationException,
                PermissionDeniedException,
                NotFoundException,
                ConflictException,
                RateLimitedException,
                ServerException,
                UnexpectedStatusException {
    private static final long serialVersionUID = 1;

    private final Failure failure;

    GatewayApiException(Failure failure) {
        super(failure.sentence(), null);
        this.failure = failure;
    }

    /** The exception that belongs to the failure's status. */
    public static GatewayApiException of(Failure failure) {
        int status = failure.status();
        return switch (status) {
            case 400, 405, 411, 413, 414, 415, 422, 431 -> new BadRequestException(failure);
            case 401 -> new AuthenticationException(failure);
            case 403 -> new PermissionDeniedException(failure);
            case 404, 410 -> new NotFoundException(failure);
            case 409, 412 -> new ConflictException(failure);
            case 429 -> new RateLimitedException(failure);
            case 500 ->
                ErrorCode.AUTH_INVALID_CREDENTIALS.equals(failure.errorCode())
                        ? new AuthenticationException(failure)
                        : new ServerException(failure);
            default ->
                status > 500 && status < 600 ? new ServerException(failure) : new UnexpectedStatusException(failure);
        };
    }

    /** All that is known of the answer. */
    public Failure failure() {
        return failure;
    }

    /** The HTTP status. */
    public int status() {
        return failure.status();
    }

    /** The gateway's code; empty where the answer has none, as a proxy's. */
    public Optional<ErrorCode> errorCode() {
        return Optional.ofNullable(failure.errorCode());
    }

    /** What the answer says is wrong; empty where it says nothing. */
    public String detail() {
        return failure.detail();
    }

    /** What the answer says of single fields. */
    public List<FieldProblem> fieldProblems() {
        return failure.fieldProblems();
    }

    /** The id under which the gateway's log has the request. */
    public Optional<String> requestId() {
        return Optional.ofNullable(failure.requestId());
    }

    /** The answer's header fields. */
    public HttpHeaders headers() {
        return failure.headers();
    }

    /** The answer's body as text, at most its first 64 KiB. */
    public String rawBody() {
        return failure.rawBody();
    }

    /** The operation's id, as in {@code createUser}. */
    public String operation() {
        return failure.operation();
    }

    /** How many requests were made. */
    public int attempts() {
        return failure.attempts();
    }
}
