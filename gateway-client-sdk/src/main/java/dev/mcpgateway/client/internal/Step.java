package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.error.GatewayException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows an attempt. */
sealed interface Step<T extends @Nullable Object> {

    /** The call has succeeded. */
    record Done<T extends @Nullable Object>(ApiResponse<T> response) implements Step<T> {}

    /** The call has failed for good. */
    record Failed<T extends @Nullable Object>(GatewayException failure) implements Step<T> {}

    /** Another attempt is made after a wait. */
    record Again<T extends @Nullable Object>(Duration delay) implements Step<T> {}
}
