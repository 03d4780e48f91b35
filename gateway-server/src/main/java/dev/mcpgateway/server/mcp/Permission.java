package dev.mcpgateway.server.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;

/** What the scopes of a key have to say to a request (contract: api-keys.md, "Scopes"). */
final class Permission {
    private static final String SEPARATOR = "__";

    private Permission() {}

    /** Whether {@code scopes} let {@code request} pass; what is no tool, resource or prompt needs none. */
    static boolean isGranted(Scopes scopes, ObjectNode request) {
        String method = JsonRpc.method(request);
        if (method.equals("tools/call")) {
            return isCallGranted(scopes, request.path("params").path("name").asText());
        } else if (method.startsWith("tools/")) {
            return scopes.allowsList();
        } else if (method.startsWith("resources/")) {
            return scopes.allows(Scope.RESOURCES_READ);
        } else if (method.startsWith("prompts/")) {
            return scopes.allows(Scope.PROMPTS_READ);
        } else if (method.equals("completion/complete")) {
            String kind = request.path("params").path("ref").path("type").asText();
            return scopes.allows(kind.equals("ref/resource") ? Scope.RESOURCES_READ : Scope.PROMPTS_READ);
        }
        return true;
    }

    /** A name is {@code <server>__<tool>}; one of another form belongs to no server that a scope could name. */
    private static boolean isCallGranted(Scopes scopes, String name) {
        int separator = name.indexOf(SEPARATOR);
        return separator < 0
                ? scopes.allows(Scope.TOOLS_CALL)
                : scopes.allowsCall(name.substring(0, separator), name.substring(separator + SEPARATOR.length()));
    }
}
