package dev.mcpgateway.client.error;

import java.io.Serializable;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an answer with an error. Serialized, it comes back without header fields and raw body, which may hold what is not to be kept.
 *
 * @param operation the operation's id, as in {@code createUser}
 * @param method the HTTP method
 * @param pathTemplate the path with its parameters as names
 * @param status the HTTP status
 * @param errorCode the gateway's code, or null where the answer has none
 * @param detail what the answer says is wrong; empty where it says nothing
 * @param fieldProblems what it says of single fields
 * @param requestId the id under which the gateway's log has the request, or null
 * @param headers the answer's header fields
 * @param rawBody the answer's body as text, at most its first 64 KiB; it is in no message
 * @param attempts how many requests were made
 * @param retryAfter how long the answer asks to wait, or null
 */
public record Failure(
        String operation,
        String method,
        String pathTemplate,
        int status,
        @Nullable ErrorCode errorCode,
        String detail,
        List<FieldProblem> fieldProblems,
        @Nullable String requestId,
        HttpHeaders headers,
        String rawBody,
        int attempts,
        @Nullable Duration retryAfter)
        implements Serializable {

    /** Copies the list. */
    public Failure {
        fieldProblems = List.copyOf(fieldProblems);
    }

    /** A failure of some operation, for tests of programs that use the client. */
    public static Failure of(int status, ErrorCode errorCode, String detail) {
        return new Failure(
                "operation", "GET", "/", status, errorCode, detail, List.of(), null, noHeaders(), "", 1, null);
    }

    /** The sentence that the exception shows: one line, without path, body or header fields. */
    String sentence() {
        StringBuilder text = new StringBuilder(operation)
                .append(" (")
                .append(method)
                .append(' ')
                .append(pathTemplate)
                .append(") was answered ")
                .append(status);
        if (errorCode != null) {
            text.append(' ').append(errorCode);
        }
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        if (attempts > 1) {
            text.append(" [").append(attempts).append(" attempts]");
        }
        if (requestId != null) {
            text.append(" [request id ").append(requestId).append(']');
        }
        return text.toString();
    }

    /** The same sentence. */
    @Override
    public String toString() {
        return sentence();
    }

    private static HttpHeaders noHeaders() {
        return HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    private Object writeReplace() {
        return new Kept(
                operation,
                method,
                pathTemplate,
                status,
                errorCode,
                detail,
                new ArrayList<>(fieldProblems),
                requestId,
                attempts,
                retryAfter);
    }

    /** What of it is serialized. */
    private record Kept(
            String operation,
            String method,
            String pathTemplate,
            int status,
            @Nullable ErrorCode errorCode,
            String detail,
            ArrayList<FieldProblem> fieldProblems,
            @Nullable String requestId,
            int attempts,
            @Nullable Duration retryAfter)
            implements Serializable {

        private Object readResolve() {
            return new Failure(
                    operation,
                    method,
                    pathTemplate,
                    status,
                    errorCode,
                    detail,
                    fieldProblems,
                    requestId,
                    noHeaders(),
                    "",
                    attempts,
                    retryAfter);
        }
    }
}
