package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.error.ServerException;
import dev.mcpgateway.client.model.ProtocolEra;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.model.ServerState;
import dev.mcpgateway.client.model.ServerStatus;
import dev.mcpgateway.client.model.ServerTool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operations on a configuration's servers. */
interface ServerOperations extends GatewayUnderTest {

    @Test
    default void aServerThatIsAddedIsShownWithItsSecretsMasked() {
        String config = config();
        ServerDetails added = client().addServer(
                        config,
                        "git / read+write",
                        ServerSettings.builder()
                                .command(COMMAND, "-y", "git-server")
                                .env(Map.of("TOKEN", Secret.of("its-token")))
                                .description("Repositories")
                                .build());

        assertEquals(List.of("-y", "git-server"), added.config().args());
        ServerDetails read = client().getServer(config, "git / read+write");
        assertEquals(added, read);
        assertEquals("********", read.config().env().get("TOKEN").reveal());
        ServerDetails revealed = client().getServer(config, "git / read+write", true);
        assertEquals("its-token", revealed.config().env().get("TOKEN").reveal());
        assertEquals(
                "its-token",
                client().getConfig(config, true)
                        .mcpConfig()
                        .get(0)
                        .config()
                        .env()
                        .get("TOKEN")
                        .reveal());
        assertEquals(COMMAND, client().listServers(config).get(0).command());
    }

    @Test
    default void anUpdateOfAServerKeepsWhatItDoesNotName() {
        String config = configWithServer();

        ServerDetails updated = client().updateServer(
                        config,
                        "files",
                        ServerSettings.builder().description("All files").build());

        assertEquals("All files", updated.description());
        assertEquals(COMMAND, updated.config().command());
        assertEquals(updated, client().getServer(config, "files"));
    }

    @Test
    default void removedServersAreGone() {
        String config = configWithServer();
        client().addServer(
                        config, "one", ServerSettings.builder().command(COMMAND).build());
        client().addServer(
                        config, "two", ServerSettings.builder().command(COMMAND).build());

        client().removeServer(config, "files");
        assertFails(ErrorCode.SERVER_NOT_FOUND, NotFoundException.class, () -> client().getServer(config, "files"));
        assertEquals(2, client().removeAllServers(config).removed());
        assertEquals(List.of(), client().listServers(config));
    }

    /** What is launched is the gateway itself, as the default configuration does. */
    @Test
    default void aServerIsStartedForItsToolsAndSaysHowItDoes() {
        String config = config();
        client().addServer(
                        config,
                        "echo",
                        ServerSettings.builder()
                                .command("secure-mcp-gateway", "echo-server")
                                .build());
        assertEquals(
                ServerState.STOPPED, client().getServerStatus(config, "echo").state());

        List<ServerTool> tools = client().listServerTools(config, "echo");

        assertEquals("echo", tools.get(0).name());
        assertEquals(
                tools,
                client().listServerTools(config, "echo", PageRequest.first(1)).items());
        assertEquals(ServerState.READY, client().restartServer(config, "echo").state());
        ServerStatus status = client().getServerStatus(config, "echo");
        assertEquals(ProtocolEra.LEGACY, status.era());
        assertEquals(1, status.restarts());
    }

    @Test
    default void aServerThatCannotBeStartedIsNamed() {
        String config = config();
        client().addServer(
                        config,
                        "broken",
                        ServerSettings.builder().command("no-such-command").build());

        assertFails(
                ErrorCode.SERVER_UNAVAILABLE, ServerException.class, () -> client().listServerTools(config, "broken"));
        assertEquals(
                "Server 'broken' cannot be started: its command is not found on PATH",
                client().getServerStatus(config, "broken").lastError());
    }
}
