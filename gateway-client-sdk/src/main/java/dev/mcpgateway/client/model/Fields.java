package dev.mcpgateway.client.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields of a request that were set, in the order in which they were, under their names on the wire. Values are immutable. */
final class Fields {
    private final Map<String, @Nullable Object> values;

    private Fields(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects fields; one that is set again has the later value. */
    static final class Builder {
        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

        void put(String name, @Nullable Object value) {
            values.put(name, copy(value));
        }

        Fields build() {
            return new Fields(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
        }

        private static @Nullable Object copy(@Nullable Object value) {
            if (value instanceof List<?> list) {
                return Required.list(list);
            }
            return value instanceof Map<?, ?> map ? Collections.unmodifiableMap(new LinkedHashMap<>(map)) : value;
        }
    }
}
