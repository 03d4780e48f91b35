package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state's look-ups against plain maps that are searched from end to end, under random changes. */
class GatewayStateModelTest {
    private static final int STEPS = 600;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, McpConfig> configs = new HashMap<>();
    private final Map<String, Project> projects = new HashMap<>();
    private final Map<String, User> users = new HashMap<>();
    private final Map<String, ApiKey> keys = new HashMap<>();
    private final Set<List<String>> members = new HashSet<>();
    private final Set<String> ended = new TreeSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 99, 20_260_102})
    void everyLookUpIsThatOfASearchOfEverything(long seed) {
        System.out.println("GatewayStateModelTest seed " + seed);
        Random random = new Random(seed);
        GatewayState state = GatewayState.EMPTY;
        for (int step = 1; step <= STEPS; step++) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                Change change = change(random);
                if (change != null) {
                    changes.add(change);
                    apply(change);
                }
            }
            GatewayState before = state;
            state = state.after(changes, step);
            if (random.nextInt(40) == 0) {
                state = before.after(List.of(new Change.StateReplaced(state)), step);
            }
            if (random.nextInt(20) == 0) {
                state = putTogetherAtOnce().replacedAt(step).withEndedKeys(ended);
            }
            if (step % 10 == 0) {
                compare(state, START.plusSeconds(random.nextInt(12)), "seed " + seed + ", step " + step);
            }
        }
    }

    /** As a file is loaded; what follows changes a state that was made so. */
    private GatewayState putTogetherAtOnce() {
        Map<String, List<User>> usersByProject = new HashMap<>();
        members.forEach(member -> usersByProject
                .computeIfAbsent(member.get(0), first -> new ArrayList<>())
                .add(users.get(member.get(1))));
        return GatewayState.of(
                Settings.EMPTY, configs.values(), projects.values(), users.values(), usersByProject, keys.values());
    }

    private @Nullable Change change(Random random) {
        String id = Integer.toString(random.nextInt(8));
        // The moment of creation is part of what a thing is: no change moves it.
        Instant at = START.plusSeconds(id.charAt(0) % 3);
        return switch (random.nextInt(11)) {
            case 0, 1 -> new Change.ConfigSaved(config(id, "name" + random.nextInt(3), at));
            // As the service does, only what no project uses is deleted.
            case 2 ->
                projects.values().stream().anyMatch(p -> id.equals(p.configId())) ? null : new Change.ConfigDeleted(id);
            case 3, 4 ->
                new Change.ProjectSaved(new Project(
                        id, "name" + random.nextInt(3), configId(random), false, at, null, 0, Attributes.EMPTY));
            case 5 -> new Change.ProjectDeleted(id);
            case 6 ->
                new Change.UserSaved(new User(
                        id,
                        (random.nextBoolean() ? "A" : "a") + random.nextInt(3) + "@b.cc",
                        at,
                        null,
                        0,
                        Attributes.EMPTY));
            case 7 -> random.nextBoolean() ? new Change.UserDeleted(id) : new Change.KeyDeleted(id);
            case 8 -> added(id, Integer.toString(random.nextInt(8)));
            case 9 ->
                members.stream()
                        .min(Comparator.comparing(Object::toString))
                        .map(member -> new Change.MemberRemoved(member.get(0), member.get(1)))
                        .orElse(null);
            default -> new Change.KeySaved(key(random, id, at));
        };
    }

    private static @Nullable String configId(Random random) {
        return random.nextInt(3) == 0 ? null : Integer.toString(random.nextInt(8));
    }

    private @Nullable Change added(String projectId, String userId) {
        return projects.containsKey(projectId) && users.containsKey(userId)
                ? new Change.MemberAdded(projectId, userId)
                : null;
    }

    private static McpConfig config(String id, String name, Instant at) {
        return new McpConfig(id, name, ConfigSettings.DEFAULT, List.of(), at, null, 0, Attributes.EMPTY);
    }

    private static ApiKey key(Random random, String id, Instant at) {
        ApiKey.Lifecycle lifecycle = new ApiKey.Lifecycle(
                random.nextInt(4) == 0,
                null,
                null,
                random.nextInt(4) == 0 ? START : null,
                random.nextBoolean() ? START.plusSeconds(random.nextInt(10)) : null,
                null);
        return new ApiKey(
                id,
                Integer.toString(random.nextInt(8)),
                Integer.toString(random.nextInt(8)),
                new KeyCredential("lookup" + random.nextInt(6), "hash", "mask", false),
                KeySettings.NONE,
                lifecycle,
                random.nextBoolean() ? new ClientToken("token" + random.nextInt(3)) : null,
                null,
                at,
                null,
                0,
                Attributes.EMPTY);
    }

    private void apply(Change change) {
        if (change instanceof Change.ConfigSaved c) {
            configs.put(c.config().id(), c.config());
        } else if (change instanceof Change.ConfigDeleted c) {
            configs.remove(c.configId());
        } else if (change instanceof Change.ProjectSaved c) {
            projects.put(c.project().id(), c.project());
        } else if (change instanceof Change.ProjectDeleted c) {
            projects.remove(c.projectId());
            members.removeIf(member -> member.get(0).equals(c.projectId()));
        } else if (change instanceof Change.UserSaved c) {
            users.put(c.user().id(), c.user());
        } else if (change instanceof Change.UserDeleted c) {
            users.remove(c.userId());
            members.removeIf(member -> member.get(1).equals(c.userId()));
        } else if (change instanceof Change.MemberAdded c) {
            members.add(List.of(c.projectId(), c.userId()));
        } else if (change instanceof Change.MemberRemoved c) {
            members.remove(List.of(c.projectId(), c.userId()));
        } else if (change instanceof Change.KeySaved c) {
            ApiKey old = keys.put(c.key().id(), c.key());
            if (old != null
                    && !old.credential().lookup().equals(c.key().credential().lookup())) {
                ended.add(old.credential().lookup());
            }
        } else if (change instanceof Change.KeyDeleted c && keys.remove(c.keyId()) != null) {
            ended.add(c.keyId());
        }
    }

    private void compare(GatewayState state, Instant now, String where) {
        assertEquals(ids(configs.values().stream()), ids(GatewayState.stream(state.configs())), where);
        assertEquals(ids(projects.values().stream()), ids(GatewayState.stream(state.projects())), where);
        assertEquals(ids(users.values().stream()), ids(GatewayState.stream(state.users())), where);
        assertEquals(ids(keys.values().stream()), ids(GatewayState.stream(state.keys())), where);
        for (int i = 0; i < 8; i++) {
            String id = Integer.toString(i);
            assertEquals(configs.containsKey(id), state.configById(id).isPresent(), where);
            assertEquals(
                    ids(projects.values().stream().filter(p -> id.equals(p.configId()))),
                    ids(GatewayState.stream(state.projectsUsing(id))),
                    where);
            assertEquals(
                    ids(users.values().stream().filter(u -> members.contains(List.of(id, u.id())))),
                    ids(state.membersOf(id)),
                    where);
            assertEquals(ids(state.membersOf(id)).size(), state.countMembers(id), where);
            assertEquals(
                    ids(projects.values().stream().filter(p -> members.contains(List.of(p.id(), id)))),
                    ids(state.projectsOf(id)),
                    where);
            assertEquals(
                    ids(keys.values().stream().filter(k -> k.userId().equals(id))), ids(state.keysOfUser(id)), where);
            assertEquals(
                    ids(keys.values().stream().filter(k -> k.projectId().equals(id))),
                    ids(state.keysOfProject(id)),
                    where);
            assertEquals(
                    keys.values().stream()
                            .filter(k -> k.userId().equals(id) && k.isLive(now))
                            .count(),
                    state.countLiveKeysOfUser(id, now),
                    where);
            assertEquals(
                    keys.values().stream()
                            .filter(k -> k.projectId().equals(id) && k.isLive(now))
                            .count(),
                    state.countLiveKeysOfProject(id, now),
                    where);
            for (String text : List.of("token0", "token1", "token2")) {
                ClientToken token = new ClientToken(text);
                for (int other = 0; other < 8; other++) {
                    String projectId = Integer.toString(other);
                    assertEquals(
                            ids(keys.values().stream()
                                            .filter(k -> k.userId().equals(id)
                                                    && k.projectId().equals(projectId)
                                                    && token.equals(k.clientToken())))
                                    .stream()
                                    .findFirst(),
                            state.keyIssuedFor(id, projectId, token).map(ApiKey::id),
                            where);
                }
            }
            String lookup = "lookup" + i;
            assertEquals(
                    ids(keys.values().stream()
                            .filter(k -> k.credential().lookup().equals(lookup))),
                    ids(state.keysByLookup(lookup)),
                    where);
        }
        for (String name : List.of("name0", "name1", "name2")) {
            assertEquals(
                    ids(configs.values().stream().filter(c -> c.name().equals(name))).stream()
                            .findFirst(),
                    state.hasConfigNamed(name)
                            ? java.util.Optional.of(state.config(name).id())
                            : java.util.Optional.empty(),
                    where);
            assertEquals(
                    projects.values().stream().anyMatch(p -> p.name().equals(name)),
                    state.hasProjectNamed(name),
                    where);
        }
        for (String email : List.of("A0@b.cc", "a0@b.cc", "a1@B.CC", "A2@b.cc")) {
            String folded = email.toLowerCase(Locale.ROOT);
            assertEquals(
                    ids(users.values().stream()
                                    .filter(u ->
                                            u.email().toLowerCase(Locale.ROOT).equals(folded)))
                            .stream()
                            .findFirst(),
                    state.userByEmail(email).map(User::id),
                    where);
        }
        Set<String> remembered = new TreeSet<>();
        state.endedKeys().forEach((id, yes) -> remembered.add(id));
        assertTrue(remembered.containsAll(ended), where);
    }

    /** In the order of creation, then of ids. */
    private static List<String> ids(Stream<? extends Entity> entities) {
        List<? extends Entity> list = entities.toList();
        List<String> sorted = list.stream()
                .sorted(Comparator.<Entity, Instant>comparing(Entity::createdAt).thenComparing(Entity::id))
                .map(Entity::id)
                .toList();
        return sorted;
    }
}
