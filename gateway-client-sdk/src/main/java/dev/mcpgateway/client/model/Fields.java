package dev.mcpgateway.client.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a request under their names on the wire, in the order in which they are set; one that is set again has the later value. */
final class Fields {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    void put(String name, @Nullable Object value) {
        values.put(name, immutable(value));
    }

    /** What was set until now. */
    Map<String, @Nullable Object> copy() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    private static @Nullable Object immutable(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return Required.list(list);
        }
        return value instanceof Map<?, ?> map ? Collections.unmodifiableMap(new LinkedHashMap<>(map)) : value;
    }
}
