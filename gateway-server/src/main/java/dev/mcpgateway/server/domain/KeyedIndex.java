package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.index.PersistentMap;
import dev.mcpgateway.server.domain.index.SortedIndex;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Entities by a key that several of them may share; those without a key are not in it. Immutable. */
final class KeyedIndex<E extends Entity> {
    private final Function<E, @Nullable String> keyOf;
    private final SortedIndex<E> none;
    private final PersistentMap<String, SortedIndex<E>> byKey;

    private KeyedIndex(
            Function<E, @Nullable String> keyOf, SortedIndex<E> none, PersistentMap<String, SortedIndex<E>> byKey) {
        this.keyOf = keyOf;
        this.none = none;
        this.byKey = byKey;
    }

    static <E extends Entity> KeyedIndex<E> by(Function<E, @Nullable String> keyOf) {
        return by(keyOf, Entity.BY_CREATION);
    }

    static <E extends Entity> KeyedIndex<E> by(Function<E, @Nullable String> keyOf, Comparator<? super E> order) {
        return new KeyedIndex<>(keyOf, SortedIndex.empty(order), PersistentMap.empty());
    }

    /** An index of {@code entities} by the same key; made at once. */
    KeyedIndex<E> of(Collection<E> entities) {
        return new KeyedIndex<>(
                keyOf, none, PersistentMap.grouped(entities, keyOf, group -> SortedIndex.of(none.order(), group)));
    }

    SortedIndex<E> get(String key) {
        SortedIndex<E> found = byKey.get(key);
        return found == null ? none : found;
    }

    /** This with {@code current} in place of {@code old}, either of which may be missing. */
    KeyedIndex<E> replaced(@Nullable E old, @Nullable E current) {
        PersistentMap<String, SortedIndex<E>> changed = byKey;
        String oldKey = old == null ? null : keyOf.apply(old);
        if (old != null && oldKey != null) {
            SortedIndex<E> rest = get(oldKey).without(old);
            changed = rest.size() == 0 ? changed.without(oldKey) : changed.with(oldKey, rest);
        }
        String newKey = current == null ? null : keyOf.apply(current);
        if (current != null && newKey != null) {
            SortedIndex<E> same = changed.get(newKey);
            changed = changed.with(newKey, (same == null ? none : same).with(current));
        }
        return new KeyedIndex<>(keyOf, none, changed);
    }
}
