package dev.mcpgateway.server.model;

import org.jspecify.annotations.Nullable;

/** A call that is let in and cannot be relayed. Its message is public. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private RefusedException(int status, String code, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.status = status;
        this.code = code;
    }

    static RefusedException notFound(String message) {
        return new RefusedException(404, "not_found", message, null);
    }

    /** The request itself holds what must not be sent on. */
    static RefusedException badRequest(String message) {
        return new RefusedException(400, "bad_request", message, null);
    }

    static RefusedException guardrail(String message) {
        return new RefusedException(403, "guardrail_unavailable", message, null);
    }

    /** The upstream, or what is configured of it, is at fault. */
    static RefusedException upstream(String code, String message, @Nullable Throwable cause) {
        return new RefusedException(502, code, message, cause);
    }

    static RefusedException late(String message) {
        return new RefusedException(504, "upstream_timeout", message, null);
    }

    static RefusedException overloaded(String message) {
        return new RefusedException(503, "overloaded", message, null);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
