package dev.mcpgateway.server.mcp.upstream;

/** A server did not do what it was asked. The message is public text that names the server and holds no secret. */
public final class UpstreamException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public UpstreamException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** It could not be started, or did not complete the handshake. */
        NOT_STARTED,
        /** There was no connection to it, so that nothing was sent. */
        UNREACHABLE,
        /** It speaks another version than before and has refused the call for that: the call can be made again. */
        TURNED,
        /** It has failed before and is not tried again yet. */
        BACKING_OFF,
        /** Too many servers run or too much is waiting for this one; the same call may succeed later. */
        OVERLOADED,
        /** It ended, or was ended, before it answered. */
        ENDED,
        /** It did not answer in time. */
        TIMEOUT,
        /** The caller cancelled the call. */
        CANCELLED,
        /** The configuration has no such server any more. */
        REMOVED,
        /** It answered what is not MCP. */
        MALFORMED
    }
}
