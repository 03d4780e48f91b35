package dev.mcpgateway.server.faults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses what a writer does next. Its holdings stay small, so that all of them can be looked at after each kill. */
final class Deeds {
    private static final int MOST_USERS = 6;
    private static final int MOST_PROJECTS = 3;
    private static final int MOST_CONFIGS = 3;
    private static final int MOST_SERVERS = 3;
    private static final int MOST_KEYS = 5;

    /** So long that some hundred changes fill a journal, after which the configuration file has to be written. */
    private static final int LONG_TEXT = 200_000;

    private final String prefix;
    private final Random random;
    private final List<Supplier<@Nullable Deed>> kinds;
    private Holdings held = new Holdings();
    private int names;

    /** @param prefix what all names of this writer begin with, and no other's do */
    Deeds(String prefix, Random random) {
        this.prefix = prefix;
        this.random = random;
        this.kinds = List.of(
                this::createUser,
                this::createUser,
                this::changeEmail,
                this::deleteUser,
                this::createProject,
                this::deleteProject,
                this::addMember,
                this::addMember,
                this::addMember,
                this::removeMember,
                this::removeAllMembers,
                this::generateKey,
                this::disableOrEnableKey,
                this::deleteKey,
                this::deleteAllKeys,
                this::createConfig,
                this::copyConfig,
                this::deleteConfig,
                this::assignConfig,
                this::addServer,
                this::addServer,
                this::updateServer,
                this::removeServer);
    }

    /** Something that these holdings allow. */
    Deed next(Holdings holdings) {
        held = holdings;
        while (true) {
            Deed deed = kinds.get(random.nextInt(kinds.size())).get();
            if (deed != null) {
                return deed;
            }
        }
    }

    /** A change of much text. */
    Deed nextLong(Holdings holdings) {
        held = holdings;
        Deed update =
                updateServer(String.valueOf((char) ('a' + random.nextInt(26))).repeat(LONG_TEXT));
        return update == null ? next(holdings) : update;
    }

    private @Nullable Deed createUser() {
        if (held.users.size() >= MOST_USERS) {
            return null;
        }
        String email = name("user") + "@example.com";
        return deed(
                "POST",
                "/api/v1/users",
                "{\"email\":\"" + email + "\"}",
                after -> after.users.put(email, new TreeSet<>()));
    }

    private @Nullable Deed changeEmail() {
        String old = any(held.users.keySet());
        if (old == null) {
            return null;
        }
        String email = name("renamed") + "@example.com";
        return deed("PUT", "/api/v1/users/" + old, "{\"new_email\":\"" + email + "\"}", after -> {
            after.users.put(email, new TreeSet<>(held.users.getOrDefault(old, new TreeSet<>())));
            after.users.remove(old);
            after.keys.replaceAll((id, key) -> key.user().equals(old) ? key.withUser(email) : key);
        });
    }

    private @Nullable Deed deleteUser() {
        String email = any(held.users.keySet());
        return email == null
                ? null
                : deed("DELETE", "/api/v1/users/" + email + "?force=true", null, after -> {
                    after.users.remove(email);
                    after.keys.values().removeIf(key -> key.user().equals(email));
                });
    }

    private @Nullable Deed createProject() {
        if (held.projects.size() >= MOST_PROJECTS) {
            return null;
        }
        String name = name("project");
        return deed(
                "POST",
                "/api/v1/projects",
                "{\"project_name\":\"" + name + "\"}",
                after -> after.projects.put(name, ""));
    }

    private @Nullable Deed deleteProject() {
        String project = any(held.projects.keySet(), name -> !held.hasKeysOfProject(name));
        return project == null
                ? null
                : deed("DELETE", "/api/v1/projects/" + project, null, after -> {
                    after.projects.remove(project);
                    after.users.values().forEach(of -> of.remove(project));
                });
    }

    private @Nullable Deed addMember() {
        String email = any(held.users.keySet());
        String project = any(held.projects.keySet());
        return email == null || project == null
                ? null
                : deed(
                        "POST",
                        "/api/v1/projects/" + project + "/users",
                        "{\"email\":\"" + email + "\"}",
                        after -> after.users.computeIfPresent(email, (user, of) -> {
                            of.add(project);
                            return of;
                        }));
    }

    private @Nullable Deed removeMember() {
        String project = any(held.projects.keySet());
        String email = project == null ? null : any(held.membersOf(project));
        return project == null || email == null
                ? null
                : deed(
                        "DELETE",
                        "/api/v1/projects/" + project + "/users/" + email,
                        null,
                        after -> after.leave(email, project));
    }

    private @Nullable Deed removeAllMembers() {
        String project =
                any(held.projects.keySet(), name -> !held.membersOf(name).isEmpty());
        return project == null
                ? null
                : deed("DELETE", "/api/v1/projects/" + project + "/users", null, after -> held.membersOf(project)
                        .forEach(email -> after.leave(email, project)));
    }

    private @Nullable Deed generateKey() {
        String project =
                any(held.projects.keySet(), name -> !held.membersOf(name).isEmpty());
        String email = project == null ? null : any(held.membersOf(project));
        return project == null || email == null || held.keys.size() >= MOST_KEYS
                ? null
                : deed(
                        "POST",
                        "/api/v1/users/" + email + "/api-keys",
                        "{\"project_name\":\"" + project + "\"}",
                        after -> after.keys.put(Holdings.NEW_KEY, new HeldKey(email, project, "active")));
    }

    private @Nullable Deed disableOrEnableKey() {
        String id = any(held.keys.keySet());
        HeldKey key = id == null ? null : held.keys.get(id);
        if (id == null || key == null || !key.isLive()) {
            return null;
        }
        boolean active = key.status().equals("active");
        return deed(
                "POST",
                "/api/v1/api-keys/" + id + (active ? "/disable" : "/enable"),
                null,
                after ->
                        after.keys.computeIfPresent(id, (same, old) -> old.withStatus(active ? "disabled" : "active")));
    }

    private @Nullable Deed deleteKey() {
        String id = any(held.keys.keySet());
        return id == null ? null : deed("DELETE", "/api/v1/api-keys/" + id, null, after -> after.keys.remove(id));
    }

    private @Nullable Deed deleteAllKeys() {
        String email = any(held.users.keySet(), held::hasKeysOfUser);
        return email == null
                ? null
                : deed("DELETE", "/api/v1/users/" + email + "/api-keys", null, after -> after.keys
                        .values()
                        .removeIf(key -> key.user().equals(email)));
    }

    private @Nullable Deed createConfig() {
        if (held.configs.size() >= MOST_CONFIGS) {
            return null;
        }
        String name = name("config");
        return deed(
                "POST",
                "/api/v1/configs",
                "{\"config_name\":\"" + name + "\"}",
                after -> after.configs.put(name, new TreeMap<>()));
    }

    private @Nullable Deed copyConfig() {
        String source = any(held.configs.keySet());
        if (source == null || held.configs.size() >= MOST_CONFIGS) {
            return null;
        }
        String name = name("copy");
        return deed(
                "POST",
                "/api/v1/configs/copy",
                "{\"source_config\":\"" + source + "\",\"target_config\":\"" + name + "\"}",
                after -> after.configs.put(name, new TreeMap<>(held.configs.getOrDefault(source, new TreeMap<>()))));
    }

    private @Nullable Deed deleteConfig() {
        String config = any(held.configs.keySet(), name -> !held.projects.containsValue(name));
        return config == null
                ? null
                : deed("DELETE", "/api/v1/configs/" + config, null, after -> after.configs.remove(config));
    }

    private @Nullable Deed assignConfig() {
        String project = any(held.projects.keySet());
        String config = any(held.configs.keySet());
        return project == null || config == null
                ? null
                : deed(
                        "POST",
                        "/api/v1/projects/" + project + "/assign-config",
                        "{\"config_name\":\"" + config + "\"}",
                        after -> after.projects.put(project, config));
    }

    private @Nullable Deed addServer() {
        String config = any(held.configs.keySet(), name -> servers(name).size() < MOST_SERVERS);
        if (config == null) {
            return null;
        }
        String name = name("server");
        return deed(
                "POST",
                "/api/v1/configs/" + config + "/servers",
                "{\"server_name\":\"" + name + "\",\"server_command\":\"true\",\"description\":\"" + name + "\"}",
                after -> after.configs.computeIfPresent(config, (same, servers) -> {
                    servers.put(name, name);
                    return servers;
                }));
    }

    private @Nullable Deed updateServer() {
        return updateServer(name("text"));
    }

    private @Nullable Deed updateServer(String text) {
        String config = any(held.configs.keySet(), name -> !servers(name).isEmpty());
        String server = config == null ? null : any(servers(config).keySet());
        return config == null || server == null
                ? null
                : deed(
                        "PUT",
                        "/api/v1/configs/" + config + "/servers/" + server,
                        "{\"description\":\"" + text + "\"}",
                        after -> after.configs.computeIfPresent(config, (same, servers) -> {
                            servers.put(server, text);
                            return servers;
                        }));
    }

    private @Nullable Deed removeServer() {
        String config = any(held.configs.keySet(), name -> !servers(name).isEmpty());
        String server = config == null ? null : any(servers(config).keySet());
        return config == null || server == null
                ? null
                : deed(
                        "DELETE",
                        "/api/v1/configs/" + config + "/servers/" + server,
                        null,
                        after -> after.configs.computeIfPresent(config, (same, servers) -> {
                            servers.remove(server);
                            return servers;
                        }));
    }

    private Map<String, String> servers(String config) {
        return held.configs.getOrDefault(config, new TreeMap<>());
    }

    private Deed deed(String method, String path, @Nullable String body, Consumer<Holdings> change) {
        return new Deed(method, path, body, held.with(change));
    }

    /** A name that was never used before, so that what is deleted can be told from what follows it. */
    private String name(String kind) {
        return prefix + kind + ++names;
    }

    private @Nullable String any(Collection<String> names) {
        return any(names, name -> true);
    }

    private @Nullable String any(Collection<String> names, Predicate<String> which) {
        Stream<String> candidates = names.stream().filter(which);
        List<String> found = candidates.toList();
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }
}
