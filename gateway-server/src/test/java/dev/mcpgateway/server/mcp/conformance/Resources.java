package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resources, and the template. */
final class Resources {
    static final String WATCHED = "test://watched-resource";

    private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

    private Resources() {}

    static ObjectNode list() {
        return Json.object("""
                {"resources": [
                  {"uri": "test://static-text", "name": "Static text", "description": "A text",
                   "mimeType": "text/plain"},
                  {"uri": "test://static-binary", "name": "Static image", "description": "An image",
                   "mimeType": "image/png"},
                  {"uri": "test://watched-resource", "name": "Watched resource", "description": "A text that changes",
                   "mimeType": "text/plain"}]}""");
    }

    static ObjectNode templates() {
        return Json.object("""
                {"resourceTemplates": [
                  {"uriTemplate": "test://template/{id}/data", "name": "Template", "description": "Data of an id",
                   "mimeType": "application/json"}]}""");
    }

    static ObjectNode read(Era era, String uri) throws RpcError {
        Matcher matcher = TEMPLATE.matcher(uri);
        ObjectNode content = JsonRpc.object().put("uri", uri);
        if (uri.equals("test://static-text")) {
            content.put("mimeType", "text/plain").put("text", "This is the content of the static text resource.");
        } else if (uri.equals("test://static-binary")) {
            content.put("mimeType", "image/png").put("blob", Samples.PNG);
        } else if (uri.equals(WATCHED)) {
            content.put("mimeType", "text/plain").put("text", "Watched resource content.");
        } else if (matcher.matches()) {
            String id = matcher.group(1);
            ObjectNode data = JsonRpc.object().put("id", id).put("templateTest", true);
            content.put("mimeType", "application/json")
                    .put("text", data.put("data", "Data for ID: " + id).toString());
        } else {
            int code = era == Era.MODERN ? RpcError.INVALID_PARAMS : RpcError.RESOURCE_NOT_FOUND;
            throw new RpcError(code, "Resource not found", JsonRpc.object().put("uri", uri));
        }
        ObjectNode result = JsonRpc.object();
        result.putArray("contents").add(content);
        return result;
    }
}
