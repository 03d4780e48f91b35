package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.ServerRoutes.AddServer;
import dev.mcpgateway.server.api.ServerRoutes.UpdateServer;
import dev.mcpgateway.server.document.PolicyForm;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.McpServer.Guardrails;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.SecretMask;
import dev.mcpgateway.server.domain.Transport;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers that requests describe: a new one, or a stored one with some of its fields changed. */
final class ServerRequests {
    private ServerRequests() {}

    static McpServer added(AddServer in) {
        McpServer server = new McpServer(
                in.serverName(),
                in.description() == null ? "" : in.description(),
                transport(in),
                in.tools() == null ? Attributes.EMPTY : in.tools(),
                new Guardrails(
                        policy("input_guardrails_policy", in.inputGuardrailsPolicy(), null),
                        policy("output_guardrails_policy", in.outputGuardrailsPolicy(), null),
                        policy("tool_guardrails_policy", in.toolGuardrailsPolicy(), null)),
                Boolean.TRUE.equals(in.enableServerInfoValidation()),
                in.oauthConfig(),
                in.sharing(),
                in.timeouts(),
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
        return SecretMask.unmasked(server, null);
    }

    static McpServer updated(McpServer stored, UpdateServer in) {
        Guardrails old = stored.guardrails();
        String description = in.description().orStored(stored.description(), "");
        Attributes tools = in.tools().orStored(stored.tools(), Attributes.EMPTY);
        McpServer server = new McpServer(
                stored.name(),
                description == null ? "" : description,
                transport(stored.transport(), in),
                tools == null ? Attributes.EMPTY : tools,
                new Guardrails(
                        policy("input_guardrails_policy", in.inputGuardrailsPolicy(), old.input()),
                        policy("output_guardrails_policy", in.outputGuardrailsPolicy(), old.output()),
                        policy("tool_guardrails_policy", in.toolGuardrailsPolicy(), old.tool())),
                Boolean.TRUE.equals(
                        in.enableServerInfoValidation().orStored(stored.enableServerInfoValidation(), false)),
                emptyAsNull(in.oauthConfig().orStored(stored.oauthConfig(), null)),
                in.sharing().orStored(stored.sharing(), null),
                emptyAsNull(in.timeouts().orStored(stored.timeouts(), null)),
                stored.createdAt(),
                stored.updatedAt(),
                stored.version(),
                stored.extra());
        return SecretMask.unmasked(server, stored);
    }

    private static Transport transport(AddServer in) {
        if (in.url() == null && in.serverCommand() == null) {
            throw new InvalidFieldException("server_command", "is required where url is not given");
        }
        if (in.url() != null && in.serverCommand() != null) {
            throw new InvalidFieldException("url", "cannot be given together with server_command");
        }
        if (in.url() != null) {
            refuse(in.args() != null, "args", "url");
            refuse(in.env() != null, "env", "url");
            return new Remote(in.url(), in.headers() == null ? Map.of() : in.headers(), Attributes.EMPTY);
        }
        refuse(in.headers() != null, "headers", "server_command");
        return new Stdio(
                String.valueOf(in.serverCommand()),
                in.args() == null ? List.of() : in.args(),
                in.env() == null ? Map.of() : in.env(),
                Attributes.EMPTY);
    }

    /** The stored transport with what is given; giving a url turns a child process into a remote server, and the other way. */
    private static Transport transport(Transport stored, UpdateServer in) {
        String url = blankAsNull(in.url());
        String command = blankAsNull(in.serverCommand());
        if (url != null && command != null) {
            throw new InvalidFieldException("url", "cannot be given together with server_command");
        }
        if (url != null || (command == null && stored instanceof Remote)) {
            return remote(stored, in, url);
        }
        return stdio(stored, in, command);
    }

    private static Remote remote(Transport stored, UpdateServer in, @Nullable String url) {
        refuse(in.args().value() != null && !in.args().value().isEmpty(), "args", "url");
        refuse(in.env().value() != null && !in.env().value().isEmpty(), "env", "url");
        Remote old = stored instanceof Remote remote ? remote : null;
        if (url == null && in.url().isGiven()) {
            throw new InvalidFieldException("url", "cannot be cleared: a server has a url or a server_command");
        }
        Map<String, Secret> headers = in.headers().orStored(old == null ? Map.of() : old.headers(), Map.of());
        return new Remote(
                url != null || old == null ? String.valueOf(url) : old.url(),
                headers == null ? Map.of() : headers,
                old == null ? stored.extraOfEitherKind() : stored.extra());
    }

    private static Stdio stdio(Transport stored, UpdateServer in, @Nullable String command) {
        refuse(in.headers().value() != null && !in.headers().value().isEmpty(), "headers", "server_command");
        Stdio old = stored instanceof Stdio stdio ? stdio : null;
        if (command == null && in.serverCommand().isGiven()) {
            throw new InvalidFieldException(
                    "server_command", "cannot be cleared: a server has a url or a server_command");
        }
        List<String> args = in.args().orStored(old == null ? List.of() : old.args(), List.of());
        Map<String, Secret> env = in.env().orStored(old == null ? Map.of() : old.env(), Map.of());
        return new Stdio(
                command != null || old == null ? String.valueOf(command) : old.command(),
                args == null ? List.of() : args,
                env == null ? Map.of() : env,
                old == null ? stored.extraOfEitherKind() : stored.extra());
    }

    private static @Nullable Policy policy(String name, @Nullable ObjectNode given, @Nullable Policy stored) {
        return given == null || given.isEmpty() ? null : PolicyForm.readStrictly(given, name, stored);
    }

    private static @Nullable Policy policy(String name, Field<ObjectNode> given, @Nullable Policy stored) {
        return given.isGiven() ? policy(name, given.value(), stored) : stored;
    }

    private static void refuse(boolean given, String field, String other) {
        if (given) {
            throw new InvalidFieldException(field, "does not go together with " + other);
        }
    }

    private static @Nullable String blankAsNull(Field<String> field) {
        String value = field.value();
        return value == null || value.isBlank() ? null : value;
    }

    private static @Nullable Attributes emptyAsNull(@Nullable Attributes attributes) {
        return attributes == null || attributes.isEmpty() ? null : attributes;
    }
}
