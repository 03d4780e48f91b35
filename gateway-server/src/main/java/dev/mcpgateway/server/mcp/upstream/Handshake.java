package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The handshake of the versions up to 2025-11-25 (specification, "Lifecycle"): the newest is offered, any of them is taken. */
final class Handshake {
    private static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    private static final int SHOWN = 100;

    private final String gatewayVersion;

    Handshake(String gatewayVersion) {
        this.gatewayVersion = gatewayVersion;
    }

    /** Shakes hands with {@code upstream}; fails where it does not answer as it must. */
    CompletableFuture<StdioUpstream> with(
            StdioUpstream upstream, String label, ObjectNode capabilities, Duration deadline) {
        ObjectNode params = JsonRpc.object().put("protocolVersion", VERSIONS.get(0));
        params.set("capabilities", capabilities);
        params.putObject("clientInfo").put("name", "secure-mcp-gateway").put("version", gatewayVersion);
        return upstream.call("initialize", params, CallOptions.within(deadline))
                .answer()
                .thenApply(answer -> {
                    upstream.initialized(accepted(upstream, label, answer.message()));
                    upstream.notify("notifications/initialized", null);
                    return upstream;
                });
    }

    private static ObjectNode accepted(StdioUpstream upstream, String label, ObjectNode response) {
        JsonNode error = response.path("error");
        if (!error.isMissingNode()) {
            String text = upstream.masked(error.path("message").asText());
            throw malformed(label + " refused the handshake: " + cut(text));
        }
        if (!(response.get("result") instanceof ObjectNode result)) {
            throw malformed(label + " answered the handshake with something else than a result");
        }
        String version = result.path("protocolVersion").asText();
        if (!VERSIONS.contains(version)) {
            throw malformed(label + " speaks the version '" + cut(upstream.masked(version))
                    + "' of MCP, which the gateway" + " does not");
        }
        return result;
    }

    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }

    private static UpstreamException malformed(String message) {
        return new UpstreamException(Reason.MALFORMED, message);
    }
}
