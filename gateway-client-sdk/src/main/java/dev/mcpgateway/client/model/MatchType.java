package dev.mcpgateway.client.model;

/**
 * What a search has found its term in.
 *
 * @param value the word on the wire
 */
public record MatchType(String value) implements OpenEnum {
    /** The configuration's name. */
    public static final MatchType CONFIG_NAME = new MatchType("config_name");

    /** The name of one of its servers. */
    public static final MatchType SERVER_NAME = new MatchType("server_name");

    /** A project's name. */
    public static final MatchType PROJECT_NAME = new MatchType("project_name");

    /** The email of one of a project's users. */
    public static final MatchType USER_EMAIL = new MatchType("user_email");

    /** The user's email. */
    public static final MatchType EMAIL = new MatchType("email");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
