package dev.mcpgateway.server.bench;

import java.io.IOException;

/** Something that answers MCP calls one after the other: a connection to it, with a session where it wants one. */
interface EchoCaller extends AutoCloseable {
    /**
     * Calls the tool {@code echo} and reads all of the answer.
     *
     * @throws IOException also where the answer is not the echo
     */
    void call() throws IOException;

    @Override
    void close() throws IOException;
}
