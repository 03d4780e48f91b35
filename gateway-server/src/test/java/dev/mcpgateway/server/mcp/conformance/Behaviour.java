package dev.mcpgateway.server.mcp.conformance;

/** What a tool does when it is called, or a prompt when it is got. */
@FunctionalInterface
interface Behaviour {
    Outcome apply(Call call) throws RpcError, InterruptedException;
}
