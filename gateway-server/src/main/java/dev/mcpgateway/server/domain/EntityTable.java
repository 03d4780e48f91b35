package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.index.PersistentMap;
import dev.mcpgateway.server.domain.index.SortedIndex;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All entities of one kind: by id, in the order of creation, and by any number of further keys. Immutable; a change makes
 * a new table that shares nearly everything with the old one.
 */
final class EntityTable<E extends Entity> {
    private final PersistentMap<String, E> byId;
    private final SortedIndex<E> ordered;
    private final List<KeyedIndex<E>> indexes;

    private EntityTable(PersistentMap<String, E> byId, SortedIndex<E> ordered, List<KeyedIndex<E>> indexes) {
        this.byId = byId;
        this.ordered = ordered;
        this.indexes = indexes;
    }

    /** An empty table; {@code keys} give the further keys of an entity, or null where it has none. */
    static <E extends Entity> EntityTable<E> indexedBy(List<Function<E, @Nullable String>> keys) {
        return new EntityTable<>(
                PersistentMap.empty(),
                SortedIndex.empty(Entity.BY_CREATION),
                keys.stream().map(KeyedIndex::by).toList());
    }

    /** A table of {@code entities} with the same further keys, made at once; of equal ids the last. */
    EntityTable<E> of(Collection<E> entities) {
        PersistentMap<String, E> byId =
                PersistentMap.grouped(entities, Entity::id, equals -> equals.get(equals.size() - 1));
        Collection<E> distinct = byId.size() == entities.size() ? entities : byId.values();
        return new EntityTable<>(
                byId,
                SortedIndex.of(Entity.BY_CREATION, distinct),
                indexes.stream().map(index -> index.of(distinct)).toList());
    }

    @Nullable
    E get(String id) {
        return byId.get(id);
    }

    SortedIndex<E> ordered() {
        return ordered;
    }

    /** The entities whose key of the {@code index}-th kind is {@code key}, in the order of creation. */
    SortedIndex<E> withKey(int index, String key) {
        return indexes.get(index).get(key);
    }

    EntityTable<E> with(E entity) {
        E old = byId.get(entity.id());
        SortedIndex<E> newOrder = old == null || old.createdAt().equals(entity.createdAt())
                ? ordered.with(entity)
                : ordered.without(old).with(entity);
        return new EntityTable<>(
                byId.with(entity.id(), entity),
                newOrder,
                indexes.stream().map(index -> index.replaced(old, entity)).toList());
    }

    EntityTable<E> without(String id) {
        E old = byId.get(id);
        if (old == null) {
            return this;
        }
        return new EntityTable<>(
                byId.without(id),
                ordered.without(old),
                indexes.stream().map(index -> index.replaced(old, null)).toList());
    }
}
