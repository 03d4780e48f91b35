package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.index.SortedIndex;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys, counted without a walk over them. */
record KeyTable(
        EntityTable<ApiKey> table,
        KeyedIndex<ApiKey> liveByUser,
        KeyedIndex<ApiKey> liveByProject,
        KeyedIndex<ApiKey> expiringByUser,
        KeyedIndex<ApiKey> expiringByProject,
        KeyedIndex<ApiKey> unhashedKeys,
        KeyedIndex<ApiKey> watchedKeys) {
    private static final int BY_LOOKUP = 0;
    private static final int BY_USER = 1;
    private static final int BY_PROJECT = 2;
    private static final int BY_ISSUE = 3;
    private static final String UNHASHED = "";
    private static final String WATCHED = "";
    private static final Comparator<ApiKey> BY_EXPIRY =
            Comparator.<ApiKey, Instant>comparing(key -> expiry(key)).thenComparing(ApiKey::id);

    static final KeyTable NONE = new KeyTable(
            EntityTable.indexedBy(
                    List.of(key -> key.credential().lookup(), ApiKey::userId, ApiKey::projectId, key -> issue(key))),
            KeyedIndex.by(live(ApiKey::userId)),
            KeyedIndex.by(live(ApiKey::projectId)),
            KeyedIndex.by(expiring(ApiKey::userId), BY_EXPIRY),
            KeyedIndex.by(expiring(ApiKey::projectId), BY_EXPIRY),
            KeyedIndex.by(key -> key.credential().isHashed() ? null : UNHASHED),
            KeyedIndex.by(key -> key.alerts().isEmpty() ? null : WATCHED));

    static KeyTable of(Collection<ApiKey> keys) {
        EntityTable<ApiKey> table = NONE.table.of(keys);
        List<ApiKey> distinct = GatewayState.stream(table.ordered()).toList();
        return new KeyTable(
                table,
                NONE.liveByUser.of(distinct),
                NONE.liveByProject.of(distinct),
                NONE.expiringByUser.of(distinct),
                NONE.expiringByProject.of(distinct),
                NONE.unhashedKeys.of(distinct),
                NONE.watchedKeys.of(distinct));
    }

    @Nullable
    ApiKey get(String id) {
        return table.get(id);
    }

    SortedIndex<ApiKey> all() {
        return table.ordered();
    }

    SortedIndex<ApiKey> unhashed() {
        return unhashedKeys.get(UNHASHED);
    }

    SortedIndex<ApiKey> watched() {
        return watchedKeys.get(WATCHED);
    }

    SortedIndex<ApiKey> byLookup(String lookup) {
        return table.withKey(BY_LOOKUP, lookup);
    }

    SortedIndex<ApiKey> ofUser(String userId) {
        return table.withKey(BY_USER, userId);
    }

    SortedIndex<ApiKey> ofProject(String projectId) {
        return table.withKey(BY_PROJECT, projectId);
    }

    SortedIndex<ApiKey> issuedFor(String userId, String projectId, ClientToken token) {
        return table.withKey(BY_ISSUE, issue(userId, projectId, token));
    }

    int countLiveOfUser(String userId, Instant now) {
        return liveByUser.get(userId).size() - expired(expiringByUser.get(userId), now);
    }

    int countLiveOfProject(String projectId, Instant now) {
        return liveByProject.get(projectId).size() - expired(expiringByProject.get(projectId), now);
    }

    KeyTable with(ApiKey key) {
        return changed(table.with(key), table.get(key.id()), key);
    }

    KeyTable without(String keyId) {
        return changed(table.without(keyId), table.get(keyId), null);
    }

    private KeyTable changed(EntityTable<ApiKey> newTable, @Nullable ApiKey old, @Nullable ApiKey current) {
        return new KeyTable(
                newTable,
                liveByUser.replaced(old, current),
                liveByProject.replaced(old, current),
                expiringByUser.replaced(old, current),
                expiringByProject.replaced(old, current),
                unhashedKeys.replaced(old, current),
                watchedKeys.replaced(old, current));
    }

    private static @Nullable String issue(ApiKey key) {
        ClientToken token = key.clientToken();
        return token == null ? null : issue(key.userId(), key.projectId(), token);
    }

    /** Ids of a loaded file may have any characters, so their lengths say where they end. */
    private static String issue(String userId, String projectId, ClientToken token) {
        return userId.length() + ":" + projectId.length() + ":" + userId + projectId + token.text();
    }

    private static Function<ApiKey, @Nullable String> live(Function<ApiKey, String> owner) {
        return key -> key.isRevoked() ? null : owner.apply(key);
    }

    private static Function<ApiKey, @Nullable String> expiring(Function<ApiKey, String> owner) {
        return key -> key.isRevoked() || key.lifecycle().expiresAt() == null ? null : owner.apply(key);
    }

    private static Instant expiry(ApiKey key) {
        Instant expiresAt = key.lifecycle().expiresAt();
        return expiresAt == null ? Instant.MAX : expiresAt;
    }

    /** How many of {@code expiring} have ended at {@code now}: each whose expiry is not after it. */
    private static int expired(SortedIndex<ApiKey> expiring, Instant now) {
        return expiring.size() == 0 ? 0 : expiring.countWhile(key -> key.isExpired(now));
    }
}
