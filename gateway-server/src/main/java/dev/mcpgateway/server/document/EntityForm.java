package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.ConfigSettings.Mode;
import dev.mcpgateway.server.domain.ConfigSettings.Prefix;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.domain.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configurations, projects and users as the values of the document's maps, with their secrets in clear. */
public final class EntityForm {
    /** Where ids in a project's list of users that no user has are kept, so that a rewrite does not lose them. */
    private static final String STRANGERS = "users";

    private EntityForm() {}

    static Project withStrangers(Project project, List<String> userIds) {
        return userIds.isEmpty()
                ? project
                : new Project(
                        project.id(),
                        project.name(),
                        project.configId(),
                        project.singleKey(),
                        project.createdAt(),
                        project.updatedAt(),
                        project.version(),
                        project.extra().with(STRANGERS, userIds));
    }

    public static McpConfig readConfig(String id, ObjectNode node, String path, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        Instant createdAt = reader.instantOr("created_at", Instant.EPOCH);
        ConfigSettings settings = new ConfigSettings(
                reader.oneOf("prefix", Prefix.class),
                reader.oneOf("mode", Mode.class),
                modelUpstream(reader, problems));
        return new McpConfig(
                id,
                reader.requiredString("mcp_config_name"),
                settings,
                servers(reader, createdAt, problems),
                createdAt,
                reader.instant("updated_at"),
                0,
                reader.restAndSilent("mcp_config"));
    }

    public static ObjectNode writeConfig(McpConfig config) {
        ObjectNode node = JsonValues.object();
        node.put("mcp_config_name", config.name());
        ArrayNode servers = node.putArray("mcp_config");
        config.servers().forEach(server -> servers.add(ServerForm.write(server)));
        PolicyForm.putIfPresent(node, "prefix", config.settings().prefix());
        PolicyForm.putIfPresent(node, "mode", config.settings().mode());
        ModelUpstream upstream = config.settings().modelUpstream();
        if (upstream != null) {
            node.set("model_upstream", writeModelUpstream(upstream));
        }
        writeDates(node, config.createdAt(), config.updatedAt());
        JsonValues.addMissing(node, config.extra());
        return node;
    }

    /** A project, without its members: {@link #members} reads them. */
    public static Project readProject(String id, ObjectNode node, String path, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        reader.take("users");
        return new Project(
                id,
                reader.requiredString("project_name"),
                reader.string("mcp_config_id"),
                reader.bool("single_key"),
                reader.instantOr("created_at", Instant.EPOCH),
                reader.instant("updated_at"),
                0,
                reader.restAndSilent("mcp_config_id", STRANGERS));
    }

    /** A project as {@link #writeProject} writes one without members: the ids in its list are those that no user has. */
    public static Project readProjectAlone(String id, ObjectNode node, String path, List<FieldProblem> problems) {
        return withStrangers(readProject(id, node, path, problems), members(node, path, problems));
    }

    static List<String> members(ObjectNode node, String path, List<FieldProblem> problems) {
        List<String> members = new ObjectReader(node, path, problems).strings("users");
        return members == null ? List.of() : members;
    }

    public static ObjectNode writeProject(Project project, Iterable<String> members) {
        ObjectNode node = JsonValues.object();
        node.put("project_name", project.name());
        node.put("mcp_config_id", project.configId());
        ArrayNode users = node.putArray("users");
        members.forEach(users::add);
        project.strangers().forEach(users::add);
        if (project.singleKey()) {
            node.put("single_key", true);
        }
        writeDates(node, project.createdAt(), project.updatedAt());
        JsonValues.addMissing(node, project.extra().without(STRANGERS));
        return node;
    }

    public static User readUser(String id, ObjectNode node, String path, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        return new User(
                id,
                reader.requiredString("email"),
                reader.instantOr("created_at", Instant.EPOCH),
                reader.instant("updated_at"),
                0,
                reader.restAndSilent());
    }

    public static ObjectNode writeUser(User user) {
        ObjectNode node = JsonValues.object();
        node.put("email", user.email());
        writeDates(node, user.createdAt(), user.updatedAt());
        JsonValues.addMissing(node, user.extra());
        return node;
    }

    static void writeDates(ObjectNode node, Instant createdAt, @Nullable Instant updatedAt) {
        node.put("created_at", WireTime.format(createdAt));
        writeDate(node, "updated_at", updatedAt);
    }

    static void writeDate(ObjectNode node, String name, @Nullable Instant instant) {
        if (instant != null) {
            node.put(name, WireTime.format(instant));
        }
    }

    private static List<McpServer> servers(ObjectReader reader, Instant undated, List<FieldProblem> problems) {
        List<McpServer> servers = new ArrayList<>();
        JsonNode list = reader.take("mcp_config");
        if (list == null) {
            return servers;
        }
        if (!list.isArray()) {
            reader.problem("mcp_config", "must be a list of servers");
            return servers;
        }
        for (int i = 0; i < list.size(); i++) {
            String path = reader.path("mcp_config[" + i + "]");
            if (list.get(i) instanceof ObjectNode node) {
                servers.add(ServerForm.read(node, path, undated, problems));
            } else {
                problems.add(new FieldProblem(path, "must be an object"));
            }
        }
        return servers;
    }

    /** The endpoint that {@code /v1} is relayed to, from a document or a request. */
    public static ModelUpstream readModelUpstream(ObjectNode node, String path, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        String apiKey = reader.string("api_key");
        return new ModelUpstream(
                reader.requiredString("base_url"),
                apiKey == null ? null : Secret.of(apiKey),
                ServerForm.policy(reader, "input_guardrails_policy", problems),
                ServerForm.policy(reader, "output_guardrails_policy", problems),
                reader.restAndSilent());
    }

    private static @Nullable ModelUpstream modelUpstream(ObjectReader reader, List<FieldProblem> problems) {
        ObjectNode node = reader.object("model_upstream");
        return node == null ? null : readModelUpstream(node, reader.path("model_upstream"), problems);
    }

    private static ObjectNode writeModelUpstream(ModelUpstream upstream) {
        ObjectNode node = JsonValues.object();
        node.put("base_url", upstream.baseUrl());
        if (upstream.apiKey() != null) {
            node.put("api_key", upstream.apiKey().reveal());
        }
        ServerForm.writePolicy(node, "input_guardrails_policy", upstream.inputPolicy());
        ServerForm.writePolicy(node, "output_guardrails_policy", upstream.outputPolicy());
        JsonValues.addMissing(node, upstream.extra());
        return node;
    }
}
