package dev.mcpgateway.server.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What one writer has made through the API, by the names it gave; other writers use other names. */
final class Holdings {
    /** The projects of each user, by email. */
    final SortedMap<String, SortedSet<String>> users = new TreeMap<>();

    /** The configuration of each project; empty for none. */
    final SortedMap<String, String> projects = new TreeMap<>();

    /** The descriptions of each configuration's servers. */
    final SortedMap<String, SortedMap<String, String>> configs = new TreeMap<>();

    /** Keys by id; one that was asked for and not yet answered has the id {@link #NEW_KEY}. */
    final SortedMap<String, HeldKey> keys = new TreeMap<>();

    static final String NEW_KEY = "new";

    /** What these holdings are after {@code change}. */
    Holdings with(Consumer<Holdings> change) {
        Holdings copy = new Holdings();
        users.forEach((email, of) -> copy.users.put(email, new TreeSet<>(of)));
        copy.projects.putAll(projects);
        configs.forEach((name, servers) -> copy.configs.put(name, new TreeMap<>(servers)));
        copy.keys.putAll(keys);
        change.accept(copy);
        return copy;
    }

    /** With what the API says about the user's keys to a project that the user leaves. */
    void leave(String email, String project) {
        SortedSet<String> of = users.get(email);
        if (of != null) {
            of.remove(project);
        }
        keys.replaceAll((id, key) ->
                key.user().equals(email) && key.project().equals(project) ? key.withStatus("revoked") : key);
    }

    List<String> membersOf(String project) {
        return users.entrySet().stream()
                .filter(user -> user.getValue().contains(project))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean hasKeysOfUser(String email) {
        return keys.values().stream().anyMatch(key -> key.user().equals(email));
    }

    boolean hasKeysOfProject(String project) {
        return keys.values().stream().anyMatch(key -> key.project().equals(project));
    }

    /** Everything that the API is to say, each under a name of its own. */
    SortedMap<String, String> facts() {
        SortedMap<String, String> facts = new TreeMap<>();
        users.forEach((email, of) -> facts.put("user " + email, user(of, live(email))));
        projects.forEach((name, config) -> facts.put("project " + name, project(config, membersOf(name))));
        configs.forEach((name, servers) -> {
            facts.put("config " + name, config(servers.keySet()));
            servers.forEach((server, text) -> facts.put(server(name, server), text));
        });
        keys.forEach((id, key) -> facts.put("key " + id, key(key)));
        return facts;
    }

    private int live(String email) {
        return (int) keys.values().stream()
                .filter(key -> key.user().equals(email) && key.isLive())
                .count();
    }

    static String user(Collection<String> projects, int liveKeys) {
        return "in " + sorted(projects) + " with " + liveKeys + " live keys";
    }

    static String project(String config, Collection<String> members) {
        return "of " + sorted(members) + " on " + config;
    }

    static String config(Collection<String> servers) {
        return "of " + sorted(servers);
    }

    static String server(String config, String server) {
        return "server " + server + " of " + config;
    }

    static String key(HeldKey key) {
        return key.user() + " to " + key.project() + " is " + key.status();
    }

    private static List<String> sorted(Collection<String> names) {
        return new ArrayList<>(new TreeSet<>(names));
    }
}
