package dev.mcpgateway.server.domain;

/** Something that was named is not there. */
public final class NotFoundException extends DomainException {
    private static final long serialVersionUID = 1;

    private final Subject subject;

    public NotFoundException(Subject subject, String reference) {
        super(subject.title() + " '" + reference + "' not found");
        this.subject = subject;
    }

    private NotFoundException(String message, Subject subject) {
        super(message);
        this.subject = subject;
    }

    /** For a reference that may be a secret and is not repeated. */
    public static NotFoundException unnamed(Subject subject) {
        return new NotFoundException(subject.title() + " not found", subject);
    }

    /** For a thing that is missed because of another. */
    public static NotFoundException because(Subject subject, String reason) {
        return new NotFoundException(reason, subject);
    }

    public Subject subject() {
        return subject;
    }
}
