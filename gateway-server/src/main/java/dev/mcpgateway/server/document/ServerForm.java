package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.McpServer.Guardrails;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Transport;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server of a configuration in its documented form, with its secrets in clear. */
final class ServerForm {
    private ServerForm() {}

    static McpServer read(ObjectNode node, String path, Instant undated, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        Attributes tools = reader.attributes("tools");
        String description = reader.string("description");
        return new McpServer(
                reader.requiredString("server_name"),
                description == null ? "" : description,
                transport(reader, problems),
                tools == null ? Attributes.EMPTY : tools,
                new Guardrails(
                        policy(reader, "input_guardrails_policy", problems),
                        policy(reader, "output_guardrails_policy", problems),
                        policy(reader, "tool_guardrails_policy", problems)),
                reader.bool("enable_server_info_validation"),
                reader.attributes("oauth_config"),
                reader.oneOf("sharing", McpServer.Sharing.class),
                reader.attributes("timeouts"),
                reader.instantOr("created_at", undated),
                reader.instant("updated_at"),
                0,
                reader.rest());
    }

    static ObjectNode write(McpServer server) {
        ObjectNode node = JsonValues.object();
        node.put("server_name", server.name());
        node.put("description", server.description());
        node.set("config", writeTransport(server.transport()));
        node.set("tools", JsonValues.node(server.tools()));
        node.put("enable_server_info_validation", server.enableServerInfoValidation());
        writePolicy(node, "tool_guardrails_policy", server.guardrails().tool());
        writePolicy(node, "input_guardrails_policy", server.guardrails().input());
        writePolicy(node, "output_guardrails_policy", server.guardrails().output());
        if (server.oauthConfig() != null) {
            node.set("oauth_config", JsonValues.node(server.oauthConfig()));
        }
        PolicyForm.putIfPresent(node, "sharing", server.sharing());
        if (server.timeouts() != null) {
            node.set("timeouts", JsonValues.node(server.timeouts()));
        }
        EntityForm.writeDates(node, server.createdAt(), server.updatedAt());
        JsonValues.addMissing(node, server.extra());
        return node;
    }

    private static Transport transport(ObjectReader reader, List<FieldProblem> problems) {
        ObjectNode node = reader.object("config");
        if (node == null) {
            if (!reader.has("config")) {
                reader.problem("config", "is required");
            }
            return new Stdio("", List.of(), Map.of(), Attributes.EMPTY);
        }
        ObjectReader config = new ObjectReader(node, reader.path("config"), problems);
        if (config.has("url") && !config.has("command")) {
            return new Remote(config.requiredString("url"), config.secrets("headers"), config.rest());
        }
        List<String> args = config.strings("args");
        return new Stdio(
                config.requiredString("command"),
                args == null ? List.of() : args,
                config.secrets("env"),
                config.rest());
    }

    private static ObjectNode writeTransport(Transport transport) {
        ObjectNode node = JsonValues.object();
        if (transport instanceof Stdio stdio) {
            node.put("command", stdio.command());
            ArrayNode args = node.putArray("args");
            stdio.args().forEach(args::add);
            writeSecrets(node, "env", stdio.env());
        } else if (transport instanceof Remote remote) {
            node.put("url", remote.url());
            writeSecrets(node, "headers", remote.headers());
        }
        JsonValues.addMissing(node, transport.extra());
        return node;
    }

    private static void writeSecrets(ObjectNode node, String name, Map<String, Secret> secrets) {
        if (!secrets.isEmpty()) {
            ObjectNode object = node.putObject(name);
            secrets.forEach((key, secret) -> object.put(key, secret.reveal()));
        }
    }

    static @Nullable Policy policy(ObjectReader reader, String name, List<FieldProblem> problems) {
        ObjectNode node = reader.object(name);
        return node == null ? null : PolicyForm.read(node, reader.path(name), problems);
    }

    static void writePolicy(ObjectNode node, String name, @Nullable Policy policy) {
        if (policy != null) {
            node.set(name, PolicyForm.write(policy));
        }
    }
}
