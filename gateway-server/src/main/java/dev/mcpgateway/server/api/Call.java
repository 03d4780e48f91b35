package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Precondition;
import dev.mcpgateway.server.keys.KeyHolder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a handler may want to know of the call beside its input.
 *
 * @param state what the caller may see of the state: all of it, or, with a user key, what belongs to its project
 * @param holder whose user key it is; null where the administrator calls, and where anybody may
 * @param precondition what If-Match demands
 * @param page which part of a list is asked for
 */
public record Call(GatewayState state, @Nullable KeyHolder holder, Precondition precondition, PageRequest page) {
    /** Whose user key it is, in an operation for user keys alone. */
    KeyHolder requireHolder() {
        return Objects.requireNonNull(holder, "only user keys get here");
    }

    /** Whether the holder of a user key calls, who is shown less. */
    boolean isWithUserKey() {
        return holder != null;
    }
}
