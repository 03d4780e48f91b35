package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.domain.DefaultState;
import dev.mcpgateway.server.domain.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The API keys that are made for MCP clients of this machine. */
final class ClientKeys {
    private final GatewayConnection gateway;
    private final Map.Entry<String, String> user;
    private final Map.Entry<String, String> project;

    /** A user and a project, the default ones where none are named. */
    ClientKeys(GatewayConnection gateway, @Nullable User user, @Nullable Project project) {
        this.gateway = gateway;
        this.user = user == null
                ? Map.entry("--email", DefaultState.USER_EMAIL)
                : user.userId.isEmpty() ? Map.entry("--email", user.email) : Map.entry("--user-id", user.userId);
        this.project = project == null
                ? Map.entry("--project-name", DefaultState.PROJECT_NAME)
                : project.projectId.isEmpty()
                        ? Map.entry("--project-name", project.projectName)
                        : Map.entry("--project-id", project.projectId);
    }

    /** Whose the key is to be. */
    static final class User {
        @Option(
                names = "--email",
                required = true,
                paramLabel = "EMAIL",
                description = "The user of a new key, by the email. Default: " + DefaultState.USER_EMAIL)
        private String email = "";

        @Option(
                names = "--user-id",
                required = true,
                paramLabel = "ID",
                description = "The user of a new key, by its id.")
        private String userId = "";
    }

    /** What the key is to be for. */
    static final class Project {
        @Option(
                names = "--project-name",
                required = true,
                paramLabel = "NAME",
                description = "The project of a new key, by its name. Default: " + DefaultState.PROJECT_NAME)
        private String projectName = "";

        @Option(
                names = "--project-id",
                required = true,
                paramLabel = "ID",
                description = "The project of a new key, by its id.")
        private String projectId = "";
    }

    /** A key that nobody else knows. */
    record Made(String id, Secret key) {}

    /** Makes a key that is called {@code name}. */
    Made make(String name) throws CommandFailure {
        Answer answer = send(
                "generateApiKey",
                Map.of(user.getKey(), user.getValue(), project.getKey(), project.getValue(), "--name", name));
        if (!answer.isSuccess()) {
            throw answer.failure();
        }
        return new Made(
                answer.data().path("key_id").asText(),
                Secret.of(answer.data().path("api_key").asText()));
    }

    /** Ends a key that could not be handed on. */
    void revoke(Made made) throws CommandFailure {
        Answer answer = send("revokeApiKey", Map.of("--api-key", made.id()));
        if (!answer.isSuccess()) {
            throw answer.failure();
        }
    }

    private Answer send(String operationId, Map<String, String> given) throws CommandFailure {
        Operation<?, ?> operation = Declarations.named(operationId);
        GatewayCall call = new GatewayCall(operation);
        for (OptionNames.Group group : OptionNames.of(operation)) {
            for (FieldOption option : group.options()) {
                String value = given.get(option.name());
                if (value != null) {
                    call.put(option.field(), TextNode.valueOf(value));
                }
            }
        }
        return gateway.send(call);
    }
}
