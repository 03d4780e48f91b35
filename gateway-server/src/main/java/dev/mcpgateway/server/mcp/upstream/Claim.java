package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a client is and can do. A server of the versions from 2026-07-28 on is told with each request, in its {@code _meta}; one of
 * the earlier versions was told once, in the handshake.
 *
 * @param capabilities what the client declared
 * @param clientInfo its name and version; null where it did not say
 * @param logLevel from which on it wants log messages; null for none
 */
public record Claim(
        ObjectNode capabilities,
        @Nullable ObjectNode clientInfo,
        @Nullable String logLevel) {
    /** The gateway itself, which can do nothing that a server might ask for. */
    public static final Claim GATEWAY = new Claim(JsonRpc.object(), null, null);

    /** The version of the modern era that the gateway speaks to servers. */
    static final String VERSION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";

    /**
     * {@code params} with this in their {@code _meta}, beside what is there.
     *
     * @param gateway what the gateway says of itself, where the client said nothing
     */
    ObjectNode onto(@Nullable ObjectNode params, ObjectNode gateway) {
        ObjectNode meta = JsonRpc.object();
        if (params != null && params.get("_meta") instanceof ObjectNode given) {
            meta.setAll(given);
        }
        meta.put(PREFIX + "protocolVersion", VERSION);
        meta.set(PREFIX + "clientInfo", clientInfo == null ? gateway : clientInfo);
        meta.set(PREFIX + "clientCapabilities", capabilities);
        if (logLevel != null) {
            meta.put(PREFIX + "logLevel", logLevel);
        }
        return JsonRpc.with(params == null ? JsonRpc.object() : params, "_meta", meta);
    }
}
