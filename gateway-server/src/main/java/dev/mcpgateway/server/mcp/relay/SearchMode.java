package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The tools that clients get of a configuration with {@code mode: search} in the place of all tools, under the names and with the
 * arguments of Enkrypt's gateway (docs: search-mode.md).
 */
final class SearchMode {
    private static final List<MetaTool> TOOLS =
            List.of(new ListServers(), new DescribeServer(), new DiscoverTools(), new CallTools());

    private static final int LONGEST_DESCRIPTION = 120;
    private static final int MOST_SERVERS = 50;

    private SearchMode() {}

    /** Those that a key with {@code scopes} has. */
    static Lists.Listing tools(Scopes scopes) {
        List<ObjectNode> open = TOOLS.stream()
                .filter(tool -> tool.isOpenTo(scopes))
                .map(MetaTool::definition)
                .toList();
        return new Lists.Listing(open, Map.of());
    }

    /** The one of this name; null where it is the name of none. */
    static @Nullable MetaTool tool(String name) {
        return TOOLS.stream()
                .filter(tool -> tool.definition().path("name").asText().equals(name))
                .findFirst()
                .orElse(null);
    }

    static CompletableFuture<Outcome> answer(Exchange exchange, MetaTool tool) {
        Relay.require(tool.isOpenTo(exchange.client().view().scopes()));
        JsonNode given = exchange.params().path("arguments");
        if (!Arguments.isAbsent(given) && !given.isObject()) {
            throw RelayException.invalidParams("params.arguments must be an object");
        }
        Arguments arguments = new Arguments(given instanceof ObjectNode object ? object : JsonRpc.object());
        CompletableFuture<MetaResult> result;
        try {
            result = tool.call(exchange, arguments);
        } catch (BadArgumentException bad) {
            result = CompletableFuture.completedFuture(MetaResult.failed(String.valueOf(bad.getMessage())));
        }
        return result.thenApply(called -> Outcome.result(exchange.id(), called.result(), called.bytes()));
    }

    /** Tells a model what is there to be found, and how. */
    static String instructions(View view) {
        StringBuilder text = new StringBuilder(
                "The tools of the MCP servers behind this gateway are not listed one by one."
                        + " Find those that you need with enkrypt_discover_all_tools (give it a query, or a server_name),"
                        + " and call them with enkrypt_secure_call_tools, by server_name and the tool's name.\n\nThe servers:\n");
        List<McpServer> servers = Catalogue.servers(view);
        servers.stream().limit(MOST_SERVERS).forEach(server -> {
            String description = server.description().strip().replaceAll("\\s+", " ");
            text.append("\n- ").append(server.name());
            if (!description.isEmpty()) {
                text.append(": ")
                        .append(description, 0, Math.min(description.length(), LONGEST_DESCRIPTION))
                        .append(description.length() > LONGEST_DESCRIPTION ? "…" : "");
            }
        });
        if (servers.size() > MOST_SERVERS) {
            text.append("\n- and ").append(servers.size() - MOST_SERVERS).append(" more: enkrypt_list_all_servers");
        }
        return text.toString();
    }
}
