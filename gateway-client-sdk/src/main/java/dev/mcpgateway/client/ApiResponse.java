package dev.mcpgateway.client;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer with all that came with it.
 *
 * <pre>{@code
 * ApiResponse<UserDetails> before = client.send(UserCalls.getUser("user@example.com"));
 * client.withOptions(RequestOptions.ifMatch(before.etag().orElseThrow()))
 *         .updateUser("user@example.com", "new@example.com");
 * }</pre>
 *
 * @param <T> what the operation gives
 * @param value the answer's {@code data}; null where the operation only confirms
 * @param status the HTTP status, as in 201
 * @param message the sentence the gateway says, as in {@code User created successfully}; empty where there is no envelope
 * @param timestamp when the gateway answered, by its own clock; null where there is no envelope
 * @param headers the answer's header fields
 * @param attempts how many requests it took, 1 where the first succeeded
 */
public record ApiResponse<T extends @Nullable Object>(
        T value, int status, String message, @Nullable Instant timestamp, HttpHeaders headers, int attempts) {

    /** The version of what was read, for {@link RequestOptions#ifMatch(String)}, with its quotes. */
    public Optional<String> etag() {
        return headers.firstValue("etag");
    }

    /** The id under which the gateway's log has this request. */
    public Optional<String> requestId() {
        return headers.firstValue("x-request-id");
    }

    /** All but the header fields, which may hold what a proxy has put there. */
    @Override
    public String toString() {
        return "ApiResponse[status=" + status + ", message=" + message + ", timestamp=" + timestamp + ", attempts="
                + attempts + ", value=" + value + "]";
    }
}
