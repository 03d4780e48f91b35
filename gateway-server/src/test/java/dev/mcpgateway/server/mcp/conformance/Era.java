package dev.mcpgateway.server.mcp.conformance;

import java.util.List;

/** The two generations of the protocol; each request belongs to one. */
enum Era {
    LEGACY,
    MODERN;

    static final String MODERN_VERSION = "2026-07-28";
    static final List<String> LEGACY_VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");
    static final String VERSION_KEY = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities";
    static final String LOG_LEVEL_KEY = "io.modelcontextprotocol/logLevel";
    static final String SUBSCRIPTION_KEY = "io.modelcontextprotocol/subscriptionId";
    static final String SERVER_KEY = "io.modelcontextprotocol/serverInfo";
}
