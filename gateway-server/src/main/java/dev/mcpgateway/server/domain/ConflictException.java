package dev.mcpgateway.server.domain;

/** The state does not allow what was asked, though each thing named is there. */
public final class ConflictException extends DomainException {
    private static final long serialVersionUID = 1;

    /** Which rule refuses; each is an error code of the API. */
    public enum Rule {
        CONFIG_IN_USE,
        PROJECT_HAS_API_KEYS,
        PROJECT_SINGLE_KEY,
        USER_HAS_API_KEYS,
        USER_IN_PROJECTS,
        USER_NOT_IN_PROJECT,
        NO_CONFIG_ASSIGNED,
        API_KEY_REVOKED,
        API_KEY_EXPIRED,
        API_KEY_ALREADY_ISSUED
    }

    private final Rule rule;

    public ConflictException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
