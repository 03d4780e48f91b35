package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which arguments of a server's tools are sent as headers too, as its lists of tools have it. */
final class ToolHeaders {
    private static final Logger LOG = System.getLogger(ToolHeaders.class.getName());
    private static final int MOST = 10_000;

    private final String label;
    private final Map<String, List<ParameterHeader>> byTool = new ConcurrentHashMap<>();

    /** @param label what messages call the server */
    ToolHeaders(String label) {
        this.label = label;
    }

    /** Takes note of a page of tools, and gives it without those whose definition is against the rules. */
    ObjectNode learn(ObjectNode response) {
        JsonNode listed = response.path("result").path("tools");
        ArrayNode valid = JsonNodeFactory.instance.arrayNode();
        for (JsonNode tool : listed) {
            String name = tool.path("name").asText();
            try {
                List<ParameterHeader> headers = HeaderAnnotations.of(tool.path("inputSchema"));
                if (headers.isEmpty()) {
                    byTool.remove(name);
                } else if (byTool.size() < MOST) {
                    byTool.put(name, headers);
                }
                valid.add(tool);
            } catch (IllegalArgumentException invalid) {
                LOG.log(
                        Level.WARNING,
                        "{0} lists the tool {1}, which is left out: {2}",
                        label,
                        Handshake.cut(name),
                        invalid.getMessage());
            }
        }
        return valid.size() == listed.size()
                ? response
                : JsonRpc.with(response, "result", JsonRpc.with((ObjectNode) response.path("result"), "tools", valid));
    }

    /** Adds to {@code headers} what a call with {@code params} sends as such. */
    void add(JsonNode params, Map<String, String> headers) {
        for (ParameterHeader parameter : byTool.getOrDefault(params.path("name").asText(), List.of())) {
            String value = parameter.value(params.path("arguments"));
            if (value != null) {
                headers.put(parameter.header(), value);
            }
        }
    }
}
