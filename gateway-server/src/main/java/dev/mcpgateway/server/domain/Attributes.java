package dev.mcpgateway.server.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON-like object whose members the gateway keeps without interpreting all of them: fields of a
 * configuration file that this version does not know, and free-form parts such as {@code tools}.
 *
 * <p>Values are {@code null}, {@link String}, {@link Boolean}, {@link Number}, {@link List} or {@link Map} of the same;
 * the order of members is kept. {@link #toString} shows names alone, because a value may be a secret.
 */
public final class Attributes {
    public static final Attributes EMPTY = new Attributes(Map.of());

    private final Map<String, @Nullable Object> members;

    private Attributes(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** A deep, immutable copy of {@code members}. */
    public static Attributes of(Map<String, ? extends @Nullable Object> members) {
        return members.isEmpty() ? EMPTY : new Attributes(frozenMap(members));
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public @Nullable Object get(String name) {
        return members.get(name);
    }

    /** The member {@code name} where it is an object, else {@link #EMPTY}. */
    @SuppressWarnings("unchecked") // frozen maps are made here alone, with string keys
    public Attributes object(String name) {
        return members.get(name) instanceof Map<?, ?> map && !map.isEmpty()
                ? new Attributes((Map<String, @Nullable Object>) map)
                : EMPTY;
    }

    /** The member {@code name} where it is a string, else null. */
    public @Nullable String string(String name) {
        return members.get(name) instanceof String text ? text : null;
    }

    /** The member {@code name} where it is a list; its strings alone. */
    public List<String> strings(String name) {
        if (!(members.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** This with {@code name} set to {@code value}, at its old place or at the end. */
    public Attributes with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(members);
        copy.put(name, frozen(value instanceof Attributes attributes ? attributes.members : value));
        return new Attributes(Collections.unmodifiableMap(copy));
    }

    public Attributes without(String name) {
        if (!members.containsKey(name)) {
            return this;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(members);
        copy.remove(name);
        return copy.isEmpty() ? EMPTY : new Attributes(Collections.unmodifiableMap(copy));
    }

    /** The members in their order; unmodifiable, deeply. */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return "Attributes" + members.keySet();
    }

    private static Map<String, @Nullable Object> frozenMap(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, frozen(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object frozen(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return frozenMap(map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(frozen(item)));
            return Collections.unmodifiableList(copy);
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        throw new IllegalArgumentException("not a JSON-like value: " + value.getClass());
    }
}
