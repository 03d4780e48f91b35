package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.domain.Transport.Stdio;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.Claim;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IntroductionTest {
    /** One whose key was revoked while it began. */
    private static final class EndedClient implements Client {
        @Override
        public View view() {
            McpServer server = new McpServer(
                    "files",
                    "",
                    new Stdio("files", List.of(), Map.of(), Attributes.EMPTY),
                    Attributes.EMPTY,
                    McpServer.Guardrails.NONE,
                    false,
                    null,
                    null,
                    null,
                    Instant.EPOCH,
                    null,
                    0,
                    Attributes.EMPTY);
            return new View(
                    new McpConfig(
                            "id",
                            "config",
                            ConfigSettings.DEFAULT,
                            List.of(server),
                            Instant.EPOCH,
                            null,
                            0,
                            Attributes.EMPTY),
                    Scopes.UNRESTRICTED);
        }

        @Override
        public Attachment attachment(McpServer server) {
            throw new UpstreamException(Reason.ENDED, "The session has ended");
        }

        @Override
        public Claim claim() {
            return Claim.GATEWAY;
        }

        @Override
        public void checkCall(ObjectNode definition, ObjectNode params) {}

        @Override
        public boolean answersQuestions() {
            return false;
        }

        @Override
        public CompletableFuture<ObjectNode> ask(ObjectNode question, Consumer<ObjectNode> outlet) {
            return CompletableFuture.failedFuture(new UpstreamException(Reason.ENDED, "The session has ended"));
        }

        @Override
        public void logLevel(String level) {}

        @Override
        public void listChanged(ListKind kind) {}
    }

    @Test
    void aClientThatEndsWhileItBeginsIsIntroducedAllTheSame() {
        Introduction introduction = Introduction.of(new EndedClient()).join();
        assertEquals("", introduction.instructions());
        assertTrue(introduction.capabilities().at("/tools/listChanged").asBoolean());
    }
}
