package dev.mcpgateway.server.mcp.upstream;

/** The two generations of the protocol. A server that speaks both is connected to in the later one. */
public enum Era {
    /** The versions up to 2025-11-25: a handshake, then messages in both directions. */
    LEGACY,
    /** The versions from 2026-07-28 on: each request says of itself what it is, and servers ask nothing. */
    MODERN
}
