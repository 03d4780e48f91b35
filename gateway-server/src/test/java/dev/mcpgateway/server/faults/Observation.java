package dev.mcpgateway.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What the API of one process says about everything. */
final class Observation {
    private final JsonNode users;
    private final JsonNode keys;
    private final Map<String, JsonNode> projects = new HashMap<>();
    private final Map<String, JsonNode> configs = new HashMap<>();

    private Observation(JsonNode users, JsonNode keys) {
        this.users = users;
        this.keys = keys;
    }

    /** Asks while nobody writes. */
    static Observation of(AdminClient client) throws IOException, InterruptedException {
        Observation seen = new Observation(client.get("/api/v1/users"), client.get("/api/v1/api-keys"));
        for (JsonNode project : client.get("/api/v1/projects")) {
            String name = project.get("project_name").asText();
            seen.projects.put(name, client.get("/api/v1/projects/" + name));
        }
        for (JsonNode config : client.get("/api/v1/configs")) {
            String name = config.get("mcp_config_name").asText();
            seen.configs.put(name, client.get("/api/v1/configs/" + name));
        }
        return seen;
    }

    /**
     * The facts about what has a name that begins with {@code prefix}, as {@link Holdings#facts} states them.
     *
     * @param keyName gives the name of a key by its id
     */
    SortedMap<String, String> factsOf(String prefix, UnaryOperator<String> keyName) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (JsonNode user : users) {
            String email = user.get("email").asText();
            if (email.startsWith(prefix)) {
                facts.put(
                        "user " + email,
                        Holdings.user(
                                texts(user.get("projects"), "project_name"),
                                user.get("api_keys").asInt()));
            }
        }
        projects.forEach((name, project) -> {
            if (name.startsWith(prefix)) {
                facts.put(
                        "project " + name,
                        Holdings.project(
                                project.path("mcp_config")
                                        .path("mcp_config_name")
                                        .asText(),
                                texts(project.get("users"), "email")));
            }
        });
        configs.forEach((name, config) -> {
            if (name.startsWith(prefix)) {
                JsonNode servers = config.get("mcp_config");
                facts.put("config " + name, Holdings.config(texts(servers, "server_name")));
                servers.forEach(server -> facts.put(
                        Holdings.server(name, server.get("server_name").asText()),
                        server.get("description").asText()));
            }
        });
        for (JsonNode key : keys) {
            HeldKey found = new HeldKey(
                    key.get("user_email").asText(),
                    key.get("project_name").asText(),
                    key.get("status").asText());
            if (found.user().startsWith(prefix)) {
                facts.put("key " + keyName.apply(key.get("key_id").asText()), Holdings.key(found));
            }
        }
        return facts;
    }

    /** Keys whose owner or project is gone: a deletion of which a part was lost. */
    List<String> orphans() {
        List<String> orphans = new ArrayList<>();
        for (JsonNode key : keys) {
            if (key.get("user_email").isNull() || key.get("project_name").isNull()) {
                orphans.add(key.get("key_id").asText());
            }
        }
        return orphans;
    }

    private static SortedSet<String> texts(JsonNode list, String name) {
        SortedSet<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.get(name).asText()));
        return texts;
    }
}
