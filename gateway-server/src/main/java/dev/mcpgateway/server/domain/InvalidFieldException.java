package dev.mcpgateway.server.domain;

import java.util.List;

/** One or more fields of a request hold what the rules do not allow. */
public final class InvalidFieldException extends DomainException {
    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> problems;

    public InvalidFieldException(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    public InvalidFieldException(List<FieldProblem> problems) {
        this(problems, text(problems));
    }

    /** With a text of its own. */
    public InvalidFieldException(List<FieldProblem> problems, String message) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }

    private static String text(List<FieldProblem> problems) {
        return String.join(
                "; ",
                problems.stream()
                        .map(problem -> problem.field() + ": " + problem.message())
                        .toList());
    }
}
