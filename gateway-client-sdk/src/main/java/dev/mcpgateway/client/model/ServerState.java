package dev.mcpgateway.client.model;

/**
 * How a server does.
 *
 * @param value the word on the wire
 */
public record ServerState(String value) implements OpenEnum {
    /** Nobody needs it at present. */
    public static final ServerState STOPPED = new ServerState("stopped");

    /** It is being started. */
    public static final ServerState STARTING = new ServerState("starting");

    /** It runs. */
    public static final ServerState READY = new ServerState("ready");

    /** It failed, and is tried again when it is needed, after a wait. */
    public static final ServerState BACKOFF = new ServerState("backoff");

    /** It cannot be launched, or failed many times on end. */
    public static final ServerState FAILED = new ServerState("failed");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
