package dev.mcpgateway.client.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer must have. Records check it when they are made, so that no null comes out where the type says there is none. */
final class Required {
    private Required() {}

    /** {@code value}, which the answer must have under {@code name}. */
    static <T> T field(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** An immutable copy of a list, which is empty where the answer has none. */
    static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** An immutable copy of a map in its order, which is empty where the answer has none. */
    static <V extends @Nullable Object> Map<String, V> map(@Nullable Map<String, V> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
