package dev.mcpgateway.server.document;

import dev.mcpgateway.server.domain.FieldProblem;
import java.util.List;

/** A document is not one of the gateway's. Its message names places and never quotes contents. */
public final class DocumentException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 5;

    private final transient List<FieldProblem> problems;

    public DocumentException(String message) {
        super(message);
        this.problems = List.of();
    }

    public DocumentException(List<FieldProblem> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, field by field; empty where the document is no JSON at all. */
    public List<FieldProblem> problems() {
        return problems;
    }

    private static String text(List<FieldProblem> problems) {
        String shown = String.join(
                "; ",
                problems.stream()
                        .limit(SHOWN)
                        .map(problem -> problem.field() + " " + problem.message())
                        .toList());
        return problems.size() > SHOWN ? shown + "; and " + (problems.size() - SHOWN) + " more" : shown;
    }
}
