package dev.mcpgateway.server.bench;

import java.io.IOException;

/** What the benchmarks of MCP say and hear. */
final class EchoMessages {
    static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    /** What a request without a session says of itself. */
    static final String CLAIM = ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"bench\",\"version\":\"1\"},"
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private static final String TEXT = "The quick brown fox jumps over the lazy dog and is measured while it does so.";

    private EchoMessages() {}

    static String initialize() {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}";
    }

    /**
     * A call of {@code tool}.
     *
     * @param claim {@link #CLAIM}, or nothing
     */
    static String call(int id, String tool, String claim) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{\"message\":\"" + TEXT + "\"}" + claim + "}}";
    }

    /** @throws IOException where {@code answer} is not what the tool gives back */
    static void check(String answer) throws IOException {
        if (!answer.contains(TEXT) || answer.contains("\"error\"")) {
            throw new IOException("not the echo: " + answer);
        }
    }
}
