package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the servers of a client say of themselves when it connects, as if they were one. */
public final class Introduction {
    /** So long a client waits for servers that have never been started; later ones know them. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ObjectNode capabilities;
    private final String instructions;

    private Introduction(ObjectNode capabilities, String instructions) {
        this.capabilities = capabilities;
        this.instructions = instructions;
    }

    /** Asks all servers that are not known yet; those that do not answer soon are taken to be able to do everything. */
    public static CompletableFuture<Introduction> of(Client client) {
        List<McpServer> servers = client.view().servers();
        List<CompletableFuture<ObjectNode>> answers = new ArrayList<>();
        for (McpServer server : servers) {
            answers.add(initialized(client, server)
                    .completeOnTimeout(JsonRpc.object(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(failed -> JsonRpc.object()));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> merged(
                        client.view(),
                        servers,
                        answers.stream().map(CompletableFuture::join).toList()));
    }

    private static CompletableFuture<ObjectNode> initialized(Client client, McpServer server) {
        try {
            return client.attachment(server).initialized().copy();
        } catch (UpstreamException ended) {
            // The key was revoked meanwhile, as the client will hear with its next request.
            return CompletableFuture.failedFuture(ended);
        }
    }

    private static Introduction merged(View view, List<McpServer> servers, List<ObjectNode> answers) {
        ObjectNode capabilities = JsonRpc.object();
        // Lists change whenever an administrator changes the configuration.
        capabilities.putObject("tools").put("listChanged", true);
        if (anyHas(answers, "resources")) {
            capabilities.putObject("resources").put("subscribe", true).put("listChanged", true);
        }
        if (anyHas(answers, "prompts")) {
            capabilities.putObject("prompts").put("listChanged", true);
        }
        for (String plain : List.of("completions", "logging")) {
            if (anyHas(answers, plain)) {
                capabilities.putObject(plain);
            }
        }
        return new Introduction(
                capabilities, view.isSearched() ? SearchMode.instructions(view) : instructions(servers, answers));
    }

    private static String instructions(List<McpServer> servers, List<ObjectNode> answers) {
        StringBuilder instructions = new StringBuilder();
        for (int i = 0; i < answers.size(); i++) {
            String own = answers.get(i).path("instructions").asText("");
            if (!own.isBlank() && servers.size() == 1) {
                instructions.append(own);
            } else if (!own.isBlank()) {
                instructions.append(instructions.isEmpty() ? "" : "\n\n");
                instructions
                        .append("# ")
                        .append(servers.get(i).name())
                        .append("\n\n")
                        .append(own);
            }
        }
        return instructions.toString();
    }

    private static boolean anyHas(List<ObjectNode> answers, String capability) {
        return answers.stream().anyMatch(answer -> {
            JsonNode known = answer.path("capabilities");
            return known.isMissingNode() || known.has(capability);
        });
    }

    public ObjectNode capabilities() {
        return capabilities;
    }

    /** Those of each server under its name, empty where no server gives any; or how the tools are searched. */
    public String instructions() {
        return instructions;
    }
}
