package dev.mcpgateway.client;

import dev.mcpgateway.client.internal.PreparedCall;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation with its arguments, not yet made. It is immutable and can be sent any number of times.
 *
 * <p>The classes {@code …Calls} of {@link dev.mcpgateway.client.api} make them, one method for each operation.
 *
 * @param <T> what the operation gives
 */
public sealed interface Call<T extends @Nullable Object> permits PreparedCall {

    /** The operation's id in the API description, as in {@code createUser}. */
    String operation();

    /** The HTTP method, as in {@code POST}. */
    String method();

    /** The path with its parameters as names, as in {@code /api/v1/users/{user_identifier}}: it holds nothing of the caller's. */
    String pathTemplate();
}
