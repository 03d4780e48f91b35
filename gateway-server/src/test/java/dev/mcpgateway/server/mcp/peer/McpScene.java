package dev.mcpgateway.server.mcp.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.TestGateway;

/** A gateway with a configuration of scripted servers, a project that has it, and keys of the project. */
public final class McpScene implements AutoCloseable {
    private static final String CONFIG = "/api/v1/configs/team";

    private final ScriptedServers servers = new ScriptedServers();
    private final TestGateway gateway;

    public McpScene() {
        this(TestGateway.start());
    }

    /** On a gateway that was prepared otherwise; it is closed with this. */
    public McpScene(TestGateway gateway) {
        this.gateway = gateway;
        gateway.post("/api/v1/configs", "{\"config_name\": \"team\"}").expect(201);
        gateway.post("/api/v1/projects", "{\"project_name\": \"team\"}").expect(201);
        gateway.post("/api/v1/projects/team/assign-config", "{\"config_name\": \"team\"}")
                .expect(200);
        gateway.post("/api/v1/users", "{\"email\": \"a@example.com\"}").expect(201);
        gateway.post("/api/v1/projects/team/users", "{\"email\": \"a@example.com\"}")
                .expect(200);
    }

    /** The server of this name; not in the configuration until {@link #add}. */
    public ScriptedServer server(String name) {
        return servers.server(name);
    }

    /** Adds servers to the configuration. */
    public McpScene add(ScriptedServer... added) {
        for (ScriptedServer server : added) {
            addServer(server.json());
        }
        return this;
    }

    /** @param json the body of addServer */
    public void addServer(String json) {
        gateway.post(CONFIG + "/servers", json).expect(201);
    }

    /** @param members that change, as the body of updateServer */
    public void updateServer(String name, String members) {
        gateway.put(CONFIG + "/servers/" + ApiCall.segment(name), members).expect(200);
    }

    public void removeServer(String name) {
        gateway.delete(CONFIG + "/servers/" + ApiCall.segment(name)).expect(200);
    }

    /**
     * A new key.
     *
     * @param members of the body of generateApiKey, as {@code "scopes": ["tools:list"]}
     */
    public Key key(String members) {
        JsonNode made = gateway.data(gateway.post(
                        "/api/v1/users/a@example.com/api-keys",
                        "{\"project_name\": \"team\"" + (members.isEmpty() ? "" : ", ") + members + "}")
                .expect(201));
        return new Key(made.get("key_id").asText(), made.get("api_key").asText());
    }

    /** A key's public id and the key itself. */
    public record Key(String id, String secret) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** A client with a key of its own. */
    public McpTestClient client() {
        return client(key(""));
    }

    public McpTestClient client(Key key) {
        return new McpTestClient(gateway.url(), key.secret());
    }

    public TestGateway gateway() {
        return gateway;
    }

    /** How many processes of the servers run. */
    public long processes() {
        return servers.processes();
    }

    @Override
    public void close() {
        gateway.close();
        servers.close();
    }
}
