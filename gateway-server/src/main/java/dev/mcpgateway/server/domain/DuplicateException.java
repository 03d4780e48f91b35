package dev.mcpgateway.server.domain;

/** A name or an email that is to be unique is taken. */
public final class DuplicateException extends DomainException {
    private static final long serialVersionUID = 1;

    private final Subject subject;

    public DuplicateException(Subject subject, String name) {
        super(subject.title() + " '" + name + "' already exists");
        this.subject = subject;
    }

    public Subject subject() {
        return subject;
    }
}
