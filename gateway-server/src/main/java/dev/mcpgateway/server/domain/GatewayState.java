package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.index.PersistentMap;
import dev.mcpgateway.server.domain.index.SortedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway administers, at one moment. Immutable: a {@link Change} makes the next state, which shares
 * nearly all of its memory with this one, so no look-up and no change costs more when there are more users.
 */
public final class GatewayState {
    public static final GatewayState EMPTY = new GatewayState(
            0,
            0,
            Settings.EMPTY,
            EntityTable.indexedBy(List.of(McpConfig::name)),
            EntityTable.indexedBy(List.of(Project::name, Project::configId)),
            EntityTable.indexedBy(List.of(User::email, user -> folded(user.email()))),
            Membership.NONE,
            KeyTable.NONE,
            PersistentMap.empty());

    private static final int BY_NAME = 0;
    private static final int BY_CONFIG = 1;
    private static final int BY_FOLDED_EMAIL = 1;

    private final long seq;
    private final long floor;
    private final Settings settings;
    private final EntityTable<McpConfig> configs;
    private final EntityTable<Project> projects;
    private final EntityTable<User> users;
    private final Membership members;
    private final KeyTable keys;
    private final PersistentMap<String, Boolean> endedKeys;

    private GatewayState(
            long seq,
            long floor,
            Settings settings,
            EntityTable<McpConfig> configs,
            EntityTable<Project> projects,
            EntityTable<User> users,
            Membership members,
            KeyTable keys,
            PersistentMap<String, Boolean> endedKeys) {
        this.seq = seq;
        this.floor = floor;
        this.settings = settings;
        this.configs = configs;
        this.projects = projects;
        this.users = users;
        this.members = members;
        this.keys = keys;
        this.endedKeys = endedKeys;
    }

    /**
     * The state of records that a file holds, put together at once: change by change takes several times as long. Of equal ids
     * the last counts; it is the state of commit 0, as the records' versions have to be.
     *
     * @param usersByProject users that are there, by ids of projects that are
     */
    public static GatewayState of(
            Settings settings,
            Collection<McpConfig> configs,
            Collection<Project> projects,
            Collection<User> users,
            Map<String, List<User>> usersByProject,
            Collection<ApiKey> keys) {
        // KeyTable are half of the work, and while a large file is loaded there is a core to spare.
        CompletableFuture<KeyTable> keyTables = CompletableFuture.supplyAsync(() -> KeyTable.of(keys));
        EntityTable<Project> projectTable = EMPTY.projects.of(projects);
        List<Membership.Link> members = new ArrayList<>();
        usersByProject.forEach((projectId, listed) -> {
            Project project = projectTable.get(projectId);
            if (project == null) {
                throw new IllegalArgumentException("membership of an unknown project");
            }
            Membership.Member place = Membership.Member.of(project);
            listed.forEach(user -> members.add(new Membership.Link(place, Membership.Member.of(user))));
        });
        return new GatewayState(
                0,
                0,
                settings,
                EMPTY.configs.of(configs),
                projectTable,
                EMPTY.users.of(users),
                Membership.of(members),
                keyTables.join(),
                PersistentMap.empty());
    }

    /**
     * What the holder of {@code key} may see of this: the project that it opens, its configuration and the key itself, their
     * versions as they are. Other projects, members and the settings of the gateway are not there.
     */
    public GatewayState seenBy(ApiKey key) {
        Project project = projects.get(key.projectId());
        User owner = users.get(key.userId());
        McpConfig config =
                project == null ? null : configById(project.configId()).orElse(null);
        return new GatewayState(
                seq,
                floor,
                Settings.EMPTY,
                config == null ? EMPTY.configs : EMPTY.configs.with(config),
                project == null ? EMPTY.projects : EMPTY.projects.with(project),
                owner == null ? EMPTY.users : EMPTY.users.with(owner),
                EMPTY.members,
                EMPTY.keys.with(key),
                PersistentMap.empty());
    }

    /** The sequence number of the last commit in this state. */
    public long seq() {
        return seq;
    }

    /** The number of the commit that changed {@code entity} last, or that put everything in this state in place. */
    public long versionOf(Entity entity) {
        return Math.max(floor, entity.version());
    }

    /** As {@link #versionOf(Entity)}. */
    public long versionOf(McpServer server) {
        return Math.max(floor, server.version());
    }

    public Settings settings() {
        return settings;
    }

    public SortedIndex<McpConfig> configs() {
        return configs.ordered();
    }

    public SortedIndex<Project> projects() {
        return projects.ordered();
    }

    public SortedIndex<User> users() {
        return users.ordered();
    }

    public SortedIndex<ApiKey> keys() {
        return keys.all();
    }

    public Optional<McpConfig> configById(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : configs.get(id));
    }

    public Optional<Project> projectById(String id) {
        return Optional.ofNullable(projects.get(id));
    }

    public Optional<User> userById(String id) {
        return Optional.ofNullable(users.get(id));
    }

    public Optional<ApiKey> keyById(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** By id, else by exact name; of equal names in a loaded file the first. */
    public McpConfig config(String idOrName) {
        return configById(idOrName)
                .or(() -> first(configs.withKey(BY_NAME, idOrName)))
                .orElseThrow(() -> new NotFoundException(Subject.CONFIG, idOrName));
    }

    /** By id, else by exact name; of equal names in a loaded file the first. */
    public Project project(String idOrName) {
        return projectById(idOrName)
                .or(() -> first(projects.withKey(BY_NAME, idOrName)))
                .orElseThrow(() -> new NotFoundException(Subject.PROJECT, idOrName));
    }

    /** By id, else by exact email, else by email without regard to case. */
    public User user(String idOrEmail) {
        return userById(idOrEmail)
                .or(() -> first(users.withKey(BY_NAME, idOrEmail)))
                .or(() -> first(users.withKey(BY_FOLDED_EMAIL, folded(idOrEmail))))
                .orElseThrow(() -> new NotFoundException(Subject.USER, idOrEmail));
    }

    /** The keys whose look-up is {@code lookup}: one, or none; more only by a chance of 2<sup>-64</sup>. */
    public Stream<ApiKey> keysByLookup(String lookup) {
        return stream(keys.byLookup(lookup));
    }

    /** The key of the user to the project that was made for {@code token}; of several in a loaded file the first. */
    public Optional<ApiKey> keyIssuedFor(String userId, String projectId, ClientToken token) {
        return first(keys.issuedFor(userId, projectId, token));
    }

    public boolean hasConfigNamed(String name) {
        return configs.withKey(BY_NAME, name).size() > 0;
    }

    public boolean hasProjectNamed(String name) {
        return projects.withKey(BY_NAME, name).size() > 0;
    }

    public Optional<User> userByEmail(String email) {
        return first(users.withKey(BY_FOLDED_EMAIL, folded(email)));
    }

    public SortedIndex<Project> projectsUsing(String configId) {
        return projects.withKey(BY_CONFIG, configId);
    }

    public Stream<User> membersOf(String projectId) {
        return stream(members.usersOf(projectId)).map(member -> users.get(member.id()));
    }

    public int countMembers(String projectId) {
        return members.usersOf(projectId).size();
    }

    public Stream<Project> projectsOf(String userId) {
        return stream(members.projectsOf(userId)).map(member -> projects.get(member.id()));
    }

    public boolean isMember(Project project, User user) {
        return members.usersOf(project.id()).contains(Membership.Member.of(user));
    }

    public Stream<ApiKey> keysOfUser(String userId) {
        return stream(keys.ofUser(userId));
    }

    public Stream<ApiKey> keysOfProject(String projectId) {
        return stream(keys.ofProject(projectId));
    }

    /** How many keys of the user are neither revoked nor expired. */
    public int countLiveKeysOfUser(String userId, Instant now) {
        return keys.countLiveOfUser(userId, now);
    }

    /** How many keys of the project are neither revoked nor expired. */
    public int countLiveKeysOfProject(String projectId, Instant now) {
        return keys.countLiveOfProject(projectId, now);
    }

    /** The keys that a file held in clear and that are not hashed yet. */
    public SortedIndex<ApiKey> unhashedKeys() {
        return keys.unhashed();
    }

    /** The keys that have alerts. */
    public SortedIndex<ApiKey> keysWithAlerts() {
        return keys.watched();
    }

    /**
     * What nothing brings back to life: the ids of keys that were deleted, or revoked before a reset, and the look-ups of secrets
     * that a renewal ended.
     */
    public PersistentMap<String, Boolean> endedKeys() {
        return endedKeys;
    }

    /** All of {@code entities} in their order. */
    public static <E> Stream<E> stream(SortedIndex<E> entities) {
        return stream(entities.iterator());
    }

    static <E> Stream<E> stream(Iterator<E> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** The state after {@code changes}, which are commit number {@code commit}. */
    public GatewayState after(List<Change> changes, long commit) {
        GatewayState next =
                new GatewayState(commit, floor, settings, configs, projects, users, members, keys, endedKeys);
        for (Change change : changes) {
            next = next.after(change);
        }
        return next;
    }

    /** This state as commit number {@code commit}: what a file holds that is loaded at that point. */
    public GatewayState at(long commit) {
        return after(List.of(), commit);
    }

    private GatewayState after(Change change) {
        if (change instanceof Change.ConfigSaved c) {
            return with(configs.with(stamped(c.config())), projects, users, members, keys);
        } else if (change instanceof Change.ConfigDeleted c) {
            return with(configs.without(c.configId()), projects, users, members, keys);
        } else if (change instanceof Change.ProjectSaved c) {
            return with(configs, projects.with(c.project().withVersion(seq)), users, members, keys);
        } else if (change instanceof Change.ProjectDeleted c) {
            return withoutProject(c.projectId());
        } else if (change instanceof Change.UserSaved c) {
            return with(configs, projects, users.with(c.user().withVersion(seq)), members, keys);
        } else if (change instanceof Change.UserDeleted c) {
            return withoutUser(c.userId());
        } else if (change instanceof Change.MemberAdded c) {
            return member(c.projectId(), c.userId(), true);
        } else if (change instanceof Change.MemberRemoved c) {
            return member(c.projectId(), c.userId(), false);
        } else if (change instanceof Change.KeySaved c) {
            return withKey(c.key());
        } else if (change instanceof Change.KeyDeleted c) {
            return withoutKey(c.keyId());
        } else if (change instanceof Change.KeyHashed c) {
            return hashed(c.keyId(), c.credential());
        } else if (change instanceof Change.SettingsSaved c) {
            return new GatewayState(seq, floor, c.settings(), configs, projects, users, members, keys, endedKeys);
        } else if (change instanceof Change.StateReplaced c) {
            return c.state().replacedAt(seq);
        }
        throw new IllegalStateException("unknown change " + change.getClass());
    }

    /**
     * The same records, all of them changed by {@code commit}: an older version may have meant another content.
     *
     * @param commit no earlier than any change of a record in this state
     */
    public GatewayState replacedAt(long commit) {
        return new GatewayState(commit, commit, settings, configs, projects, users, members, keys, endedKeys);
    }

    private GatewayState with(
            EntityTable<McpConfig> newConfigs,
            EntityTable<Project> newProjects,
            EntityTable<User> newUsers,
            Membership newMembers,
            KeyTable newKeys) {
        return new GatewayState(
                seq, floor, settings, newConfigs, newProjects, newUsers, newMembers, newKeys, endedKeys);
    }

    private GatewayState with(EntityTable<McpConfig> newConfigs, KeyTable newKeys) {
        return with(newConfigs, projects, users, members, newKeys);
    }

    /** A config and those of its servers that the commit changed get its number as their version. */
    private McpConfig stamped(McpConfig config) {
        McpConfig old = configs.get(config.id());
        Map<String, McpServer> stored = new HashMap<>();
        if (old != null) {
            old.servers().forEach(server -> stored.putIfAbsent(server.name(), server));
        }
        List<McpServer> servers = config.servers().stream()
                .map(server -> stamped(server, stored.get(server.name())))
                .toList();
        return new McpConfig(
                config.id(),
                config.name(),
                config.settings(),
                servers,
                config.createdAt(),
                config.updatedAt(),
                seq,
                config.extra());
    }

    private McpServer stamped(McpServer server, @Nullable McpServer stored) {
        // Its version is not part of what a journal has of it.
        return stored != null && server.withVersion(stored.version()).equals(stored) ? stored : server.withVersion(seq);
    }

    private GatewayState member(String projectId, String userId, boolean present) {
        Project project = projects.get(projectId);
        User user = users.get(userId);
        if (project == null || user == null) {
            throw new IllegalStateException("membership of an unknown project or user");
        }
        return with(
                configs,
                projects.with(project.withVersion(seq)),
                users.with(user.withVersion(seq)),
                present ? members.with(project, user) : members.without(project, user),
                keys);
    }

    private GatewayState withoutProject(String projectId) {
        GatewayState next = this;
        for (User user : membersOf(projectId).toList()) {
            next = next.member(projectId, user.id(), false);
        }
        return next.with(next.configs, next.projects.without(projectId), next.users, next.members, next.keys);
    }

    private GatewayState withoutUser(String userId) {
        GatewayState next = this;
        for (Project project : projectsOf(userId).toList()) {
            next = next.member(project.id(), userId, false);
        }
        return next.with(next.configs, next.projects, next.users.without(userId), next.members, next.keys);
    }

    /** A secret that another one takes the place of is remembered, so that nothing brings it back to life. */
    private GatewayState withKey(ApiKey key) {
        ApiKey old = keys.get(key.id());
        GatewayState next = touched(key).with(configs, keys.with(key.withVersion(seq)));
        return old == null || old.credential().lookup().equals(key.credential().lookup())
                ? next
                : next.withEndedKeys(List.of(old.credential().lookup()));
    }

    private GatewayState withoutKey(String keyId) {
        ApiKey key = keys.get(keyId);
        if (key == null) {
            return this;
        }
        GatewayState next = touched(key);
        return new GatewayState(
                seq,
                floor,
                next.settings,
                next.configs,
                next.projects,
                next.users,
                next.members,
                next.keys.without(keyId),
                next.endedKeys.with(keyId, true));
    }

    private GatewayState hashed(String keyId, KeyCredential credential) {
        ApiKey key = keys.get(keyId);
        if (key == null || !key.credential().lookup().equals(credential.lookup())) {
            return this;
        }
        return with(configs, keys.with(key.withCredential(credential)));
    }

    /** The owner's and the project's answers show their keys, so their versions follow every change of one. */
    private GatewayState touched(ApiKey key) {
        User user = users.get(key.userId());
        Project project = projects.get(key.projectId());
        return with(
                configs,
                project == null ? projects : projects.with(project.withVersion(seq)),
                user == null ? users : users.with(user.withVersion(seq)),
                members,
                keys);
    }

    /** This with {@code idsAndLookups} among the {@link #endedKeys}. */
    public GatewayState withEndedKeys(Iterable<String> idsAndLookups) {
        PersistentMap<String, Boolean> ended = endedKeys;
        for (String idOrLookup : idsAndLookups) {
            ended = ended.with(idOrLookup, true);
        }
        return new GatewayState(seq, floor, settings, configs, projects, users, members, keys, ended);
    }

    private static <E> Optional<E> first(SortedIndex<E> entities) {
        return entities.size() == 0
                ? Optional.empty()
                : Optional.of(entities.iterator().next());
    }

    private static String folded(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
