package dev.mcpgateway.server.api;

import static dev.mcpgateway.server.api.ErrorCode.ALERT_NOT_FOUND;
import static dev.mcpgateway.server.api.ErrorCode.API_KEY_ALREADY_ISSUED;
import static dev.mcpgateway.server.api.ErrorCode.API_KEY_EXPIRED;
import static dev.mcpgateway.server.api.ErrorCode.API_KEY_NOT_FOUND;
import static dev.mcpgateway.server.api.ErrorCode.API_KEY_REVOKED;
import static dev.mcpgateway.server.api.ErrorCode.CONFIG_ALREADY_EXISTS;
import static dev.mcpgateway.server.api.ErrorCode.CONFIG_INVALID;
import static dev.mcpgateway.server.api.ErrorCode.CONFIG_IN_USE;
import static dev.mcpgateway.server.api.ErrorCode.CONFIG_NOT_FOUND;
import static dev.mcpgateway.server.api.ErrorCode.FILE_NOT_ALLOWED;
import static dev.mcpgateway.server.api.ErrorCode.FILE_NOT_FOUND;
import static dev.mcpgateway.server.api.ErrorCode.NO_CONFIG_ASSIGNED;
import static dev.mcpgateway.server.api.ErrorCode.PROJECT_ALREADY_EXISTS;
import static dev.mcpgateway.server.api.ErrorCode.PROJECT_HAS_API_KEYS;
import static dev.mcpgateway.server.api.ErrorCode.PROJECT_NOT_FOUND;
import static dev.mcpgateway.server.api.ErrorCode.PROJECT_SINGLE_KEY;
import static dev.mcpgateway.server.api.ErrorCode.SERVER_ALREADY_EXISTS;
import static dev.mcpgateway.server.api.ErrorCode.SERVER_NOT_FOUND;
import static dev.mcpgateway.server.api.ErrorCode.SERVER_UNAVAILABLE;
import static dev.mcpgateway.server.api.ErrorCode.USER_ALREADY_EXISTS;
import static dev.mcpgateway.server.api.ErrorCode.USER_HAS_API_KEYS;
import static dev.mcpgateway.server.api.ErrorCode.USER_IN_PROJECTS;
import static dev.mcpgateway.server.api.ErrorCode.USER_NOT_FOUND;
import static dev.mcpgateway.server.api.ErrorCode.USER_NOT_IN_PROJECT;

import dev.mcpgateway.server.api.Recipe.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A recipe for each operation of the table; an operation without one, or with an error that no recipe gets, is a failure. */
final class Recipes {
    private static final String CONFIG = "config_identifier";
    private static final String SERVER = "server_name";
    private static final String PROJECT = "project_identifier";
    private static final String USER = "user_identifier";
    private static final String KEY = "api_key";
    private static final String ALERT = "alert_id";
    private static final String NOBODY = "nobody at all";
    private static final String DEVICE = "/dev/null";

    private static final Map<String, Recipe> ALL = index();

    private Recipes() {}

    static Recipe of(Operation<?, ?> operation) {
        Recipe recipe = ALL.get(operation.id());
        if (recipe == null) {
            throw new AssertionError(operation.id() + " has no recipe: say in Recipes how it is called");
        }
        return recipe;
    }

    /** What is wrong with the recipes as a whole, in sentences. */
    static List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        for (Operation<?, ?> operation : Operations.all()) {
            Recipe recipe = ALL.get(operation.id());
            if (recipe == null) {
                gaps.add(operation.id() + " has no recipe");
                continue;
            }
            var reached = recipe.failures().stream().map(Failure::code).collect(Collectors.toCollection(TreeSet::new));
            for (ErrorCode code : new TreeSet<>(operation.errors())) {
                if (!reached.contains(code)) {
                    gaps.add(operation.id() + " has no failure with " + code);
                }
            }
            for (ErrorCode code : reached) {
                if (!operation.errors().contains(code)) {
                    gaps.add(operation.id() + " does not declare " + code);
                }
            }
        }
        ALL.keySet().stream()
                .filter(id -> Operations.all().stream().noneMatch(o -> o.id().equals(id)))
                .forEach(id -> gaps.add(id + " is a recipe of no operation"));
        return gaps;
    }

    private static Map<String, Recipe> index() {
        Map<String, Recipe> index = new LinkedHashMap<>();
        for (List<Recipe> group :
                List.of(plain(), configs(), servers(), guardrails(), projects(), users(), keys(), system())) {
            for (Recipe recipe : group) {
                Recipe whole = Operations.of(recipe.operationId()).honoursIfMatch() ? withStaleTag(recipe) : recipe;
                if (index.put(recipe.operationId(), whole) != null) {
                    throw new IllegalStateException(recipe.operationId() + " has two recipes");
                }
            }
        }
        return index;
    }

    private static Recipe withStaleTag(Recipe recipe) {
        return recipe.failing(
                new Failure(ErrorCode.PRECONDITION_FAILED, "with a stale tag", Map.of(), null, "\"999999\""));
    }

    private static List<Recipe> plain() {
        // A gateway that serves has no such answer; UnavailableIT has it.
        return List.of(
                Recipe.of("systemHealth"),
                Recipe.of("metrics"),
                Recipe.of("openApiDocument"),
                Recipe.of("health").failing(new Failure(ErrorCode.SHUTTING_DOWN, "", Map.of(), null, null)));
    }

    private static List<Recipe> configs() {
        String taken = World.TOOLS;
        return List.of(
                Recipe.of("listConfigs"),
                Recipe.of("createConfig")
                        .sends(Outgoing.object("config_name", "New / config"))
                        .fails(CONFIG_ALREADY_EXISTS, Outgoing.object("config_name", taken)),
                config("getConfig", World.TOOLS),
                config("renameConfig", World.TOOLS)
                        .sends(Outgoing.object("new_name", "Other name"))
                        .fails(CONFIG_ALREADY_EXISTS, Outgoing.object("new_name", World.SPARE)),
                config("updateConfig", World.TOOLS).sends("{\"prefix\": \"always\", \"mode\": \"search\"}"),
                config("deleteConfig", World.SPARE).failsAt(CONFIG_IN_USE, CONFIG, World.TOOLS),
                Recipe.of("copyConfig")
                        .sends(Outgoing.object("source_config", World.TOOLS, "target_config", "Copy"))
                        .fails(CONFIG_NOT_FOUND, Outgoing.object("source_config", NOBODY, "target_config", "Copy"))
                        .fails(
                                CONFIG_ALREADY_EXISTS,
                                Outgoing.object("source_config", World.TOOLS, "target_config", World.SPARE)),
                Recipe.of("importConfig")
                        .sends("""
                                {"config_name": "Imported", "config": {"mcp_config": [
                                  {"server_name": "cat", "config": {"command": "cat", "args": ["-"]}}]}}""")
                        .fails(
                                CONFIG_ALREADY_EXISTS,
                                "{\"config_name\": \"%s\", \"config\": {\"mcp_config\": []}}".formatted(taken))
                        .fails(FILE_NOT_FOUND, Outgoing.object("config_name", "Imported", "input_file", "none.json"))
                        .fails(FILE_NOT_ALLOWED, Outgoing.object("config_name", "Imported", "input_file", DEVICE)),
                writesFile(config("exportConfig", World.TOOLS)),
                Recipe.of("searchConfigs").sends(Outgoing.object("search_term", "team")),
                config("validateConfig", World.TOOLS).failsAt(CONFIG_INVALID, CONFIG, World.BROKEN),
                config("listConfigProjects", World.TOOLS));
    }

    private static List<Recipe> servers() {
        return List.of(
                config("listServers", World.TOOLS),
                config("addServer", World.TOOLS)
                        .sends("""
                                {"server_name": "New server", "server_command": "cat", "args": ["-"],
                                 "env": {"TOKEN": "example-value"}}""")
                        .fails(
                                SERVER_ALREADY_EXISTS,
                                Outgoing.object("server_name", World.GIT, "server_command", "cat")),
                server("getServer"),
                server("updateServer").sends("{\"description\": \"Changed\", \"args\": []}"),
                server("removeServer"),
                server("getServerStatus"),
                server("restartServer"),
                server("listServerTools").failsAt(SERVER_UNAVAILABLE, SERVER, World.REMOTE),
                config("removeAllServers", World.TOOLS));
    }

    private static List<Recipe> guardrails() {
        String policy = "{\"policy\": {\"enabled\": true, \"policy_name\": \"Sample Policy\", \"block\": [\"pii\"]}}";
        return List.of(
                readsPolicy(server("updateInputGuardrails").sends(policy), "policy_file"),
                readsPolicy(server("updateOutputGuardrails").sends(policy), "policy_file"),
                readsPolicy(
                        server("updateGuardrails")
                                .sends(
                                        "{\"input_policy\": {\"enabled\": true}, \"output_policy\": {\"enabled\": false}}"),
                        "input_policy_file"));
    }

    private static List<Recipe> projects() {
        return List.of(
                Recipe.of("listProjects"),
                Recipe.of("createProject")
                        .sends(Outgoing.object("project_name", "New / project"))
                        .fails(PROJECT_ALREADY_EXISTS, Outgoing.object("project_name", World.ALPHA)),
                project("getProject", World.ALPHA),
                project("updateProject", World.ALPHA)
                        .sends("{\"project_name\": \"Beta\", \"single_key\": true}")
                        .fails(PROJECT_ALREADY_EXISTS, Outgoing.object("project_name", World.EMPTY)),
                project("deleteProject", World.EMPTY).failsAt(PROJECT_HAS_API_KEYS, PROJECT, World.ALPHA),
                project("assignConfig", World.EMPTY)
                        .sends(Outgoing.object("config_name", World.SPARE))
                        .fails(CONFIG_NOT_FOUND, Outgoing.object("config_name", NOBODY)),
                project("unassignConfig", World.ALPHA).failsAt(NO_CONFIG_ASSIGNED, PROJECT, World.EMPTY),
                project("getProjectConfig", World.ALPHA).failsAt(CONFIG_NOT_FOUND, PROJECT, World.EMPTY),
                project("listProjectUsers", World.ALPHA),
                project("addUserToProject", World.EMPTY)
                        .sends(Outgoing.object("email", World.LONER))
                        .fails(USER_NOT_FOUND, Outgoing.object("email", "nobody@example.com")),
                project("removeUserFromProject", World.ALPHA)
                        .path(USER, World.ANNA)
                        .failsAt(USER_NOT_FOUND, USER, "nobody@example.com")
                        .failsAt(USER_NOT_IN_PROJECT, USER, World.LONER),
                project("removeAllUsersFromProject", World.ALPHA),
                writesFile(project("exportProject", World.ALPHA)),
                Recipe.of("searchProjects").sends(Outgoing.object("search_term", "ALPHA")));
    }

    private static List<Recipe> users() {
        return List.of(
                Recipe.of("listUsers"),
                Recipe.of("createUser")
                        .sends(Outgoing.object("email", "user@example.com"))
                        .fails(USER_ALREADY_EXISTS, Outgoing.object("email", World.ANNA)),
                user("getUser", World.ANNA),
                user("updateUser", World.ANNA)
                        .sends(Outgoing.object("new_email", "anna.two@example.com"))
                        .fails(USER_ALREADY_EXISTS, Outgoing.object("new_email", World.BEN)),
                user("deleteUser", World.LONER)
                        .failsAt(USER_HAS_API_KEYS, USER, World.ANNA)
                        .failsAt(USER_IN_PROJECTS, USER, "default@example.com"),
                user("listUserProjects", World.ANNA),
                Recipe.of("searchUsers").sends(Outgoing.object("search_term", "EXAMPLE.COM")),
                user("generateApiKey", World.ANNA)
                        .sends("""
                                {"project_name": "%s", "name": "Anna's laptop", "description": "For the editor",
                                  "client_token": "8d1f0c2a-first", "scopes": ["tools:list", "tools:call:github_server"],
                                  "expires_at": "2099-12-31T23:59:59Z", "not_before": "2024-01-01T00:00:00Z",
                                  "allowed_ips": ["203.0.113.0/24", "::1"], "denied_ips": ["203.0.113.66"], "plan": "standard",
                                  "metadata": {"team": "platform", "seats": 3}, "require_signature": true, "url_key": false,
                                  "key_prefix": "mcp_sk"}""".formatted(World.ALPHA))
                        .fails(PROJECT_NOT_FOUND, Outgoing.object("project_name", NOBODY))
                        .fails(
                                API_KEY_ALREADY_ISSUED,
                                Outgoing.object(
                                        "project_name", World.ALPHA, "client_token", World.clientToken("revoked")))
                        .failsAt(USER_NOT_IN_PROJECT, USER, World.LONER)
                        .failing(new Failure(
                                PROJECT_SINGLE_KEY,
                                "for a second key",
                                Map.of(USER, World.BEN),
                                Outgoing.object("project_name", World.SINGLE),
                                null)),
                user("listUserApiKeys", World.ANNA)
                        .failing(new Failure(
                                PROJECT_NOT_FOUND, "by its query", Map.of("?project_identifier", NOBODY), null, null)),
                user("deleteAllUserApiKeys", World.ANNA));
    }

    private static List<Recipe> keys() {
        World world = World.get();
        return List.of(
                Recipe.of("listApiKeys"),
                key("getApiKey"),
                Recipe.of("rotateApiKey")
                        .sends("{\"api_key\": \"%s\", \"grace_period_seconds\": 60}".formatted(world.id("live")))
                        .fails(API_KEY_NOT_FOUND, Outgoing.object("api_key", "key_0000000000000000"))
                        .fails(API_KEY_REVOKED, Outgoing.object("api_key", world.id("revoked")))
                        .fails(API_KEY_EXPIRED, Outgoing.object("api_key", world.id("expired"))),
                key("regenerateApiKey")
                        .failsAt(API_KEY_REVOKED, KEY, world.id("revoked"))
                        .failsAt(API_KEY_EXPIRED, KEY, world.id("expired")),
                key("updateApiKey")
                        .sends(
                                "{\"name\": \"Laptop\", \"scopes\": [\"tools:call\"], \"plan\": \"free\", \"expires_at\": null}")
                        .failsAt(API_KEY_REVOKED, KEY, world.id("revoked"))
                        .failsAt(API_KEY_EXPIRED, KEY, world.id("expired")),
                key("revokeApiKey"),
                Recipe.of("verifyApiKey").sends(Outgoing.object("api_key", world.key("live"))),
                Recipe.of("whoAmI"),
                Recipe.of("getOwnApiKeyUsage"),
                key("disableApiKey").failsAt(API_KEY_REVOKED, KEY, world.id("revoked")),
                key("enableApiKey").failsAt(API_KEY_REVOKED, KEY, world.id("revoked")),
                key("deleteApiKey"),
                key("getApiKeyUsage"),
                key("createAlert").sends("""
                                {"type": "error_rate", "threshold": 0.5, "window_seconds": 300, "min_requests": 20,
                                  "cooldown_seconds": 600, "webhook_url": "https://hooks.example.com/gateway"}"""),
                key("listAlerts"),
                key("deleteAlert")
                        .path(ALERT, world.id("alert"))
                        .failsAt(ALERT_NOT_FOUND, ALERT, "alert_0000000000000000"),
                Recipe.of("listAllAlerts"));
    }

    private static List<Recipe> system() {
        return List.of(
                writesFile(Recipe.of("backup")),
                Recipe.of("restore")
                        .sends("""
                                {"backup": {"backup_version": "1.0", "config": {
                                  "admin_apikey": "mgw_admin_ThisIsAnExampleThatOpensNothing",
                                  "users": {"0c9d8e7f-1a2b-4c3d-8e4f-5a6b7c8d9e0f": {"email": "user@example.com",
                                    "created_at": "2026-01-01T00:00:00.000000"}}}}}""")
                        .fails(FILE_NOT_FOUND, Outgoing.object("input_file", "none.json"))
                        .fails(FILE_NOT_ALLOWED, Outgoing.object("input_file", DEVICE)),
                Recipe.of("reset").sends("{\"confirm\": true}"),
                Recipe.of("rotateAdminKey"),
                Recipe.of("getEnkryptApiKey"),
                Recipe.of("setEnkryptApiKey").sends(Outgoing.object("api_key", "your-enkrypt-api-key")),
                Recipe.of("getTelemetry"),
                Recipe.of("configureTelemetry").sends("{\"enabled\": true, \"url\": \"http://localhost:4317\"}"));
    }

    private static Recipe config(String id, String name) {
        return Recipe.of(id).path(CONFIG, name).failsAt(CONFIG_NOT_FOUND, CONFIG, NOBODY);
    }

    private static Recipe server(String id) {
        return config(id, World.TOOLS).path(SERVER, World.GIT).failsAt(SERVER_NOT_FOUND, SERVER, NOBODY);
    }

    private static Recipe project(String id, String name) {
        return Recipe.of(id).path(PROJECT, name).failsAt(PROJECT_NOT_FOUND, PROJECT, NOBODY);
    }

    private static Recipe user(String id, String email) {
        return Recipe.of(id).path(USER, email).failsAt(USER_NOT_FOUND, USER, "nobody@example.com");
    }

    private static Recipe key(String id) {
        return Recipe.of(id).path(KEY, World.get().id("live")).failsAt(API_KEY_NOT_FOUND, KEY, "key_0000000000000000");
    }

    private static Recipe writesFile(Recipe recipe) {
        return recipe.fails(FILE_NOT_ALLOWED, Outgoing.object("output_file", DEVICE))
                .fails(FILE_NOT_FOUND, Outgoing.object("output_file", "no-such-folder/document.json"));
    }

    private static Recipe readsPolicy(Recipe recipe, String field) {
        return recipe.fails(FILE_NOT_FOUND, Outgoing.object(field, "none.json"))
                .fails(FILE_NOT_ALLOWED, Outgoing.object(field, DEVICE));
    }
}
