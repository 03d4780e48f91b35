package dev.mcpgateway.server.bridge;

/** What the bridge holds at most. */
final class Limits {
    /** A line of the client's. */
    static final int LINE_BYTES = 10 << 20;

    /** A message of the gateway's: a server's line, which has the same bound, and what the gateway adds to it. */
    static final int MESSAGE_BYTES = 16 << 20;

    /** Of an answer that is an error, as much as is looked at. */
    static final int REFUSAL_BYTES = 64 << 10;

    /** Requests that wait for their answers; past it standard input is not read. */
    static final int IN_FLIGHT = 256;

    /** Lines that are read and not sent yet. */
    static final int QUEUED_LINES = 8;

    private Limits() {}
}
