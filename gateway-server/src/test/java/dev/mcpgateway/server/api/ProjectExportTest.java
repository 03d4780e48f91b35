package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mcpgateway.server.api.Documents.ProjectDocument;
import dev.mcpgateway.server.document.GatewayDocument;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.http.StrictJson;
import dev.mcpgateway.server.store.MemoryFiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** An export of a project is made to be shown: it holds no secret, known or not. */
class ProjectExportTest {
    private static final String FILE = """
        {"mcp_configs": {"c": {
           "mcp_config_name": "config",
           "api_key": "leaked",
           "mcp_config": [{
             "server_name": "s",
             "api_key": "leaked",
             "oauth_config": {"clientSecret": "leaked"},
             "config": {"url": "https://x.example", "headers": {"A": "leaked"}, "env": {"A": "leaked"}}}],
           "model_upstream": {"base_url": "https://x.example", "api_key": "leaked", "token": "leaked"}}},
         "projects": {"p": {
           "project_name": "project",
           "mcp_config_id": "c",
           "mcp_configs": [{"env": {"A": "leaked"}}]}}}
        """;

    private static final ClearKeys NONE = new ClearKeys() {
        @Override
        public String keyId(Secret key) {
            throw new AssertionError("a key in clear");
        }

        @Override
        public KeyCredential credential(Secret key) {
            throw new AssertionError("a key in clear");
        }

        @Override
        public KeyCredential unhashed(Secret key) {
            throw new AssertionError("a key in clear");
        }
    };

    @Test
    void anExportOfAProjectHoldsNoSecret() throws Exception {
        GatewayState state = GatewayDocument.read(StrictJson.parse(FILE.getBytes(StandardCharsets.UTF_8)), NONE)
                .state();
        Documents documents = new Documents(new MemoryFiles(), NONE, new Timestamps(Clock.systemUTC()));

        ProjectDocument exported = documents.export(state, state.project("project"));

        String json = OutputJson.MAPPER.writeValueAsString(exported);
        assertFalse(json.contains("leaked"), json);
        assertEquals("project", exported.project().path("project_name").asText());
    }
}
