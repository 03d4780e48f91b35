package dev.mcpgateway.client.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a key may make.
 *
 * @param limit how many requests pass in any window
 * @param windowSeconds how long the window is, in seconds
 */
public record KeyRateLimit(int limit, int windowSeconds) {

    /** As a request sends it. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("limit", limit);
        fields.put("window_seconds", windowSeconds);
        return fields;
    }
}
