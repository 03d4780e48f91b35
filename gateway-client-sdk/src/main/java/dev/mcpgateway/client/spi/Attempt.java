package dev.mcpgateway.client.spi;

import dev.mcpgateway.client.error.GatewayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, ended. Nothing in it is the caller's but the request id, so all but that is fit for labels.
 *
 * @param operation the operation's id, as in {@code createUser}
 * @param method the HTTP method
 * @param pathTemplate the path with its parameters as names
 * @param requestId what was sent as {@code X-Request-Id}
 * @param number 1 for the first attempt
 * @param status the HTTP status, or 0 where no answer came
 * @param duration from the attempt's begin, the making of a connection included, to the answer's last byte
 * @param failure what the call fails with, or would if it were not tried again; null after a success
 * @param isLast whether no further attempt follows
 */
public record Attempt(
        String operation,
        String method,
        String pathTemplate,
        String requestId,
        int number,
        int status,
        Duration duration,
        @Nullable GatewayException failure,
        boolean isLast) {}
