package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.relay.Catalogue.Shelf;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** What the tools of the gateway's own say of servers and their tools, in the members that clients of Enkrypt's know. */
final class ServerReport {
    /** The definition of a tool at a server, in a report. */
    @FunctionalInterface
    interface Form extends BiFunction<McpServer, ObjectNode, ObjectNode> {}

    private ServerReport() {}

    /** What a model needs to choose a tool. */
    static ObjectNode brief(McpServer server, ObjectNode tool) {
        ObjectNode brief = JsonRpc.object();
        for (String member : List.of("name", "title", "description")) {
            if (tool.has(member)) {
                brief.set(member, tool.get(member));
            }
        }
        return brief;
    }

    /** All that the server says of a tool, and the name that it can be called by without a search. */
    static Form whole(View view) {
        return (server, tool) -> JsonRpc.with(
                tool,
                "exposed_name",
                TextNode.valueOf(view.exposed(server, tool.path("name").asText())));
    }

    /**
     * Several servers; those that do not answer are named, and say why.
     *
     * @param asked all of them
     * @param shown those whose tools are told
     */
    static ObjectNode all(List<Shelf> asked, List<Shelf> shown, String message, Form form) {
        List<String> failures =
                asked.stream().map(Shelf::failure).filter(Objects::nonNull).toList();
        ObjectNode report = JsonRpc.object();
        if (!failures.isEmpty() && failures.size() == asked.size()) {
            MetaResult.error(report, "None of the servers can be reached: " + String.join("; ", failures));
        } else {
            report.put("status", "success").put("message", message);
        }
        ArrayNode failed = report.putArray("discovery_failed_servers");
        ArrayNode successful = report.putArray("discovery_success_servers");
        for (Shelf shelf : asked) {
            (shelf.failure() == null ? successful : failed).add(shelf.server().name());
        }
        ObjectNode servers = report.putObject("available_servers");
        shown.forEach(shelf -> servers.set(shelf.server().name(), one(shelf, form)));
        return report;
    }

    /** One server of several. */
    private static ObjectNode one(Shelf shelf, Form form) {
        ObjectNode report = described(shelf.server());
        if (shelf.failure() == null) {
            report.put("status", "success").set("tools", tools(shelf, form));
        } else {
            report.put("status", "error")
                    .putObject("discovery_error")
                    .put("status", "error")
                    .put("error_kind", "discovery_failed")
                    .put("message", shelf.failure());
        }
        return report;
    }

    /** One server that was asked for alone. */
    static ObjectNode alone(Shelf shelf, String message, Form form) {
        ObjectNode report = JsonRpc.object();
        if (shelf.failure() != null) {
            return MetaResult.error(report, shelf.failure())
                    .put("server_name", shelf.server().name());
        }
        report.put("status", "success")
                .put("message", message)
                .put("server_name", shelf.server().name())
                .set("tools", tools(shelf, form));
        return report;
    }

    /** The server, as far as clients may know how it is set up. */
    static ObjectNode described(McpServer server) {
        return JsonRpc.object().put("server_name", server.name()).put("description", server.description());
    }

    /** As the result of {@code tools/list} has them. */
    static ObjectNode tools(Shelf shelf, Form form) {
        ObjectNode tools = JsonRpc.object();
        ArrayNode list = tools.putArray("tools");
        shelf.tools().forEach(tool -> list.add(form.apply(shelf.server(), tool)));
        return tools;
    }
}
