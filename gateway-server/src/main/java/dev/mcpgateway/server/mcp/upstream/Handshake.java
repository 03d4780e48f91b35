package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a client and a server come to know each other: by {@code initialize} in the versions up to 2025-11-25 (specification,
 * "Lifecycle"), where the newest is offered and any of them is taken; by {@code server/discover} from 2026-07-28 on.
 */
final class Handshake {
    /** Of the legacy era, the newest first. */
    static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    private static final int UNSUPPORTED_VERSION = -32022;
    private static final int MISSING_CAPABILITY = -32021;
    private static final int HEADER_MISMATCH = -32020;
    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    private static final int SHOWN = 100;

    private final ObjectNode gateway;

    Handshake(String gatewayVersion) {
        this.gateway = JsonRpc.object().put("name", "secure-mcp-gateway").put("version", gatewayVersion);
    }

    /** What the gateway says of itself; not to be changed. */
    ObjectNode gateway() {
        return gateway;
    }

    /** As {@link #gateway}, in the form that HTTP has for it. */
    String userAgent() {
        return gateway.path("name").asText() + "/" + gateway.path("version").asText();
    }

    /** The parameters of {@code initialize}. */
    ObjectNode params(ObjectNode capabilities) {
        ObjectNode params = JsonRpc.object().put("protocolVersion", VERSIONS.get(0));
        params.set("capabilities", capabilities);
        params.set("clientInfo", gateway);
        return params;
    }

    /**
     * The result in an answer to {@code initialize}.
     *
     * @param masked hides secrets in what the server says
     * @throws UpstreamException where there is none that can be taken
     */
    static ObjectNode accepted(String label, ObjectNode response, UnaryOperator<String> masked) {
        JsonNode error = response.path("error");
        if (!error.isMissingNode()) {
            String text = masked.apply(error.path("message").asText());
            throw malformed(label + " refused the handshake: " + cut(text));
        }
        if (!(response.get("result") instanceof ObjectNode result)) {
            throw malformed(label + " answered the handshake with something else than a result");
        }
        String version = result.path("protocolVersion").asText();
        if (!VERSIONS.contains(version)) {
            throw malformed(label + " speaks the version '" + cut(masked.apply(version))
                    + "' of MCP, which the gateway does not");
        }
        return result;
    }

    /**
     * What a server of the modern era says of itself in an answer to {@code server/discover}, in the form of a result of {@code
     * initialize}; empty where the answer is that of a server to be initialized.
     *
     * @throws UpstreamException where it speaks no version that the gateway does
     */
    static Optional<ObjectNode> discovered(String label, ObjectNode response, UnaryOperator<String> masked) {
        JsonNode result = response.path("result");
        JsonNode error = response.path("error");
        JsonNode supported = result.path("supportedVersions");
        if (isModern(error)) {
            supported = error.path("data").path("supported");
            if (error.path("code").asInt() != UNSUPPORTED_VERSION) {
                throw malformed(label + " refused to tell what it is: "
                        + cut(masked.apply(error.path("message").asText())));
            }
        } else if (!supported.isArray()) {
            return Optional.empty();
        } else if (has(supported, List.of(Claim.VERSION))) {
            return Optional.of(described(result));
        }
        if (has(supported, VERSIONS)) {
            return Optional.empty();
        }
        throw malformed(label + " speaks the versions " + cut(masked.apply(supported.toString()))
                + " of MCP, none of which the gateway does");
    }

    /** Whether a server refuses the very version that it names as one of its own: then it is asked once more. */
    static boolean isToBeAskedAgain(ObjectNode response) {
        JsonNode error = response.path("error");
        return error.path("code").asInt() == UNSUPPORTED_VERSION
                && has(error.path("data").path("supported"), List.of(Claim.VERSION));
    }

    /** Whether {@code error} is one that servers of the modern era alone answer with. */
    static boolean isModern(JsonNode error) {
        int code = error.path("code").asInt();
        return code == UNSUPPORTED_VERSION || code == MISSING_CAPABILITY || code == HEADER_MISMATCH;
    }

    private static ObjectNode described(JsonNode result) {
        ObjectNode described = JsonRpc.object().put("protocolVersion", Claim.VERSION);
        JsonNode capabilities = result.path("capabilities");
        described.set("capabilities", capabilities.isObject() ? capabilities : JsonRpc.object());
        JsonNode info = result.path("_meta").path(SERVER_INFO);
        if (info.isObject()) {
            described.set("serverInfo", info);
        }
        if (result.path("instructions").isTextual()) {
            described.set("instructions", result.path("instructions"));
        }
        return described;
    }

    private static boolean has(JsonNode supported, List<String> versions) {
        for (JsonNode version : supported) {
            if (versions.contains(version.asText())) {
                return true;
            }
        }
        return false;
    }

    /** The beginning of {@code text}, fit for a message. */
    static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }

    private static UpstreamException malformed(String message) {
        return new UpstreamException(Reason.MALFORMED, message);
    }
}
