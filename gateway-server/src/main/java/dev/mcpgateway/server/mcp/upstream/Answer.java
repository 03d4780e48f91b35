package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a server answered.
 *
 * @param message the whole response, with {@code result} or {@code error}; its id is the gateway's own
 * @param bytes how long it was on the wire
 */
public record Answer(ObjectNode message, int bytes) {}
