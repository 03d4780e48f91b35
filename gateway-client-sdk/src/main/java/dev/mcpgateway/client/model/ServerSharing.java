package dev.mcpgateway.client.model;

/**
 * How clients share a server's process or connection.
 *
 * @param value the word on the wire
 */
public record ServerSharing(String value) implements OpenEnum {
    /** One for all. */
    public static final ServerSharing SHARED = new ServerSharing("shared");

    /** One for each session. */
    public static final ServerSharing PER_SESSION = new ServerSharing("per_session");

    /** One for each API key. */
    public static final ServerSharing PER_KEY = new ServerSharing("per_key");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
