package dev.mcpgateway.server.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks a stored configuration over: what could not be saved today, and what is saved and has no effect. */
public final class ConfigReview {
    private final GuardrailEngine engine;
    private final AllowedCommands commands;

    public ConfigReview(GuardrailEngine engine, AllowedCommands commands) {
        this.engine = engine;
        this.commands = commands;
    }

    /** @throws ConfigInvalidException naming each server and field that is wrong */
    public void requireValid(McpConfig config) {
        List<FieldProblem> problems = new ArrayList<>(problems(config, ""));
        for (McpServer server : config.servers()) {
            for (FieldProblem problem : commands.problems(server)) {
                problems.add(
                        new FieldProblem("mcp_config[" + server.name() + "]." + problem.field(), problem.message()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigInvalidException(problems);
        }
    }

    /**
     * What is wrong with the names of {@code config}'s servers; {@code path} is put before each. A file that is loaded keeps
     * its names, nobody can save such a one.
     */
    public static List<FieldProblem> nameProblems(McpConfig config, String path) {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (McpServer server : config.servers()) {
            String at = path + "mcp_config[" + server.name() + "]";
            if (!names.add(server.name())) {
                problems.add(new FieldProblem(at, "is the name of two servers"));
            }
            problems.addAll(Names.nameProblems(at, server.name()));
        }
        return problems;
    }

    /** What is wrong with {@code config} but for names; {@code path} is put before each field. */
    public static List<FieldProblem> problems(McpConfig config, String path) {
        List<FieldProblem> problems = new ArrayList<>();
        for (McpServer server : config.servers()) {
            String at = path + "mcp_config[" + server.name() + "]";
            for (FieldProblem problem : ServerRules.problems(server)) {
                problems.add(new FieldProblem(at + "." + problem.field(), problem.message()));
            }
        }
        try {
            ConfigService.requirePrefix(config.settings(), config.servers(), path + "prefix");
        } catch (InvalidFieldException invalid) {
            problems.addAll(invalid.problems());
        }
        ModelUpstream upstream = config.settings().modelUpstream();
        if (upstream != null) {
            for (FieldProblem problem : ServerRules.problems(upstream)) {
                problems.add(new FieldProblem(path + problem.field(), problem.message()));
            }
        }
        return problems;
    }

    /** What is stored and has no effect, in sentences. */
    public List<String> warnings(McpConfig config, Settings settings) {
        List<String> warnings = new ArrayList<>();
        if (config.servers().isEmpty()) {
            warnings.add("Configuration '" + config.name() + "' has no servers");
        }
        for (FieldProblem problem : nameProblems(config, "")) {
            warnings.add("Configuration '" + config.name() + "': " + problem.field() + " " + problem.message());
        }
        for (McpServer server : config.servers()) {
            String name = "Server '" + server.name() + "' of '" + config.name() + "'";
            if (!commands.problems(server).isEmpty()) {
                warnings.add(name + ": its command is not one of allowed_commands, and is not launched");
            }
            Attributes oauth = server.oauthConfig();
            if (oauth != null && Boolean.TRUE.equals(oauth.get("enabled"))) {
                warnings.add(name + ": oauth_config is kept and has no effect");
            }
            warn(
                    warnings,
                    name + ": input_guardrails_policy",
                    server.guardrails().input(),
                    settings);
            warn(
                    warnings,
                    name + ": output_guardrails_policy",
                    server.guardrails().output(),
                    settings);
            warn(
                    warnings,
                    name + ": tool_guardrails_policy",
                    server.guardrails().tool(),
                    settings);
        }
        ModelUpstream upstream = config.settings().modelUpstream();
        if (upstream != null) {
            String name = "model_upstream of '" + config.name() + "'";
            warn(warnings, name + ": input_guardrails_policy", upstream.inputPolicy(), settings);
            warn(warnings, name + ": output_guardrails_policy", upstream.outputPolicy(), settings);
        }
        return warnings;
    }

    private void warn(List<String> warnings, String where, @Nullable Policy policy, Settings settings) {
        if (policy == null) {
            return;
        }
        for (Enforcement.NotEnforced detector :
                Enforcement.of(policy, settings, engine).notEnforced()) {
            warnings.add(where + " names " + detector.detector() + ", which is not enforced: " + detector.reason());
        }
        if (!policy.extra().isEmpty()) {
            warnings.add(where + " has fields that are not known: "
                    + String.join(", ", policy.extra().asMap().keySet()));
        }
    }
}
