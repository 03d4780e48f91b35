package dev.mcpgateway.server.domain;

import java.util.List;

/** A configuration does not pass validation. */
public final class ConfigInvalidException extends DomainException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> problems;

    public ConfigInvalidException(List<FieldProblem> problems) {
        super("The configuration has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
