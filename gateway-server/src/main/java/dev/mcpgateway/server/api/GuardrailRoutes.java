package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.PolicyViews.GuardrailsView;
import dev.mcpgateway.server.api.PolicyViews.PolicyView;
import dev.mcpgateway.server.document.PolicyForm;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.McpServer.Guardrails;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.ServerService;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on the guardrail policies of a server. */
final class GuardrailRoutes {
    private static final String SERVER = "/api/v1/configs/{config_identifier}/servers/{server_name}";
    private static final ErrorCode[] ERRORS = {
        ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_NOT_FOUND, ErrorCode.FILE_NOT_FOUND, ErrorCode.FILE_NOT_ALLOWED
    };
    private static final String SAVED =
            " Saving succeeds even where a detector cannot run here: `enforcement` in the answer says which do.";

    private final ServerService service;
    private final PolicyViews views;
    private final Documents documents;

    GuardrailRoutes(ServerService service, PolicyViews views, Documents documents) {
        this.service = service;
        this.views = views;
        this.documents = documents;
    }

    record UpdatePolicy(
            String configIdentifier,
            String serverName,
            @Nullable String policyFile,
            @Nullable ObjectNode policy) {}

    record UpdatePolicies(
            String configIdentifier,
            String serverName,
            @Nullable String inputPolicyFile,
            @Nullable ObjectNode inputPolicy,
            @Nullable String outputPolicyFile,
            @Nullable ObjectNode outputPolicy) {}

    static final Operation<UpdatePolicy, PolicyView> UPDATE_INPUT_GUARDRAILS = Operation.put(
                    SERVER + "/input-guardrails", UpdatePolicy.class)
            .id(Tag.GUARDRAILS, "updateInputGuardrails")
            .doc(
                    "Set the input guardrails of a server",
                    "The policy that a tool's arguments pass before the call, inline or from a file; inline wins."
                            + SAVED)
            .role(Role.ADMIN)
            .command("config update-server-input-guardrails")
            .errors(ERRORS)
            .strict()
            .honoursIfMatch()
            .answers("Input guardrails updated successfully", PolicyView.class);

    static final Operation<UpdatePolicy, PolicyView> UPDATE_OUTPUT_GUARDRAILS = Operation.put(
                    SERVER + "/output-guardrails", UpdatePolicy.class)
            .id(Tag.GUARDRAILS, "updateOutputGuardrails")
            .doc(
                    "Set the output guardrails of a server",
                    "The policy that a tool's result passes before the client sees it, inline or from a file; inline wins."
                            + SAVED)
            .role(Role.ADMIN)
            .command("config update-server-output-guardrails")
            .errors(ERRORS)
            .strict()
            .honoursIfMatch()
            .answers("Output guardrails updated successfully", PolicyView.class);

    static final Operation<UpdatePolicies, GuardrailsView> UPDATE_GUARDRAILS = Operation.put(
                    SERVER + "/guardrails", UpdatePolicies.class)
            .id(Tag.GUARDRAILS, "updateGuardrails")
            .doc(
                    "Set both guardrails of a server",
                    "Input and output policy in one change; one that is not given stays." + SAVED)
            .role(Role.ADMIN)
            .command("config update-server-guardrails")
            .errors(ERRORS)
            .strict()
            .honoursIfMatch()
            .answers("Guardrails updated successfully", GuardrailsView.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                UPDATE_INPUT_GUARDRAILS.handledBy(this::updateInput),
                UPDATE_OUTPUT_GUARDRAILS.handledBy(this::updateOutput),
                UPDATE_GUARDRAILS.handledBy(this::updateBoth));
    }

    private PolicyView updateInput(UpdatePolicy in, Call call) {
        return update(in, call, Guardrails::input, (old, policy) -> new Guardrails(policy, old.output(), old.tool()));
    }

    private PolicyView updateOutput(UpdatePolicy in, Call call) {
        return update(in, call, Guardrails::output, (old, policy) -> new Guardrails(old.input(), policy, old.tool()));
    }

    private PolicyView update(
            UpdatePolicy in,
            Call call,
            Function<Guardrails, @Nullable Policy> part,
            BiFunction<Guardrails, @Nullable Policy, Guardrails> replaced) {
        PolicySource given = new PolicySource(in.policy(), in.policyFile(), "policy");
        requireOne(given.isGiven(), "policy");
        Committed<McpServer> committed = service.updateGuardrails(
                in.configIdentifier(),
                in.serverName(),
                old -> replaced.apply(old, given.read(part.apply(old))),
                call.precondition());
        return Objects.requireNonNull(views.view(
                committed.state().settings(), part.apply(committed.result().guardrails())));
    }

    private GuardrailsView updateBoth(UpdatePolicies in, Call call) {
        PolicySource input = new PolicySource(in.inputPolicy(), in.inputPolicyFile(), "input_policy");
        PolicySource output = new PolicySource(in.outputPolicy(), in.outputPolicyFile(), "output_policy");
        requireOne(input.isGiven() || output.isGiven(), "input_policy");
        Committed<McpServer> committed = service.updateGuardrails(
                in.configIdentifier(),
                in.serverName(),
                old -> new Guardrails(
                        input.isGiven() ? input.read(old.input()) : old.input(),
                        output.isGiven() ? output.read(old.output()) : old.output(),
                        old.tool()),
                call.precondition());
        return views.view(committed.state().settings(), committed.result().guardrails());
    }

    private static void requireOne(boolean given, String field) {
        if (!given) {
            throw new InvalidFieldException(field, "is required where " + field + "_file is not given");
        }
    }

    /** A policy inline or in a file. The file is read at once, outside the transaction. */
    private final class PolicySource {
        private final @Nullable ObjectNode inline;
        private final @Nullable Policy fromFile;
        private final String name;

        PolicySource(@Nullable ObjectNode inline, @Nullable String file, String name) {
            this.inline = inline;
            this.fromFile = inline == null ? documents.policyInFile(file, name + "_file") : null;
            this.name = name;
        }

        boolean isGiven() {
            return inline != null || fromFile != null;
        }

        @Nullable
        Policy read(@Nullable Policy stored) {
            return inline == null ? fromFile : PolicyForm.readStrictly(inline, name, stored);
        }
    }
}
