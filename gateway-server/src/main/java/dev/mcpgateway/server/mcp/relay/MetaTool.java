package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A tool of the gateway's own, in the place of the tools of a configuration that is searched. */
sealed interface MetaTool permits CallTools, DescribeServer, DiscoverTools, ListServers {
    /** As {@code tools/list} has it; not to be changed. */
    ObjectNode definition();

    /** Whether a key with {@code scopes} has it. */
    default boolean isOpenTo(Scopes scopes) {
        return scopes.allowsList();
    }

    /** @throws BadArgumentException where the arguments are not such as the tool takes */
    CompletableFuture<MetaResult> call(Exchange exchange, Arguments arguments);

    static ObjectNode definition(String json) {
        return JsonRpc.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
