package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyServersTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private static McpServer server(String name, String command) {
        return new McpServer(
                name,
                "",
                new Transport.Stdio(command, List.of(), Map.of("A", Secret.of("b")), Attributes.EMPTY),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                null,
                null,
                NOW,
                null,
                0,
                Attributes.EMPTY);
    }

    private static McpConfig config(List<McpServer> servers) {
        return new McpConfig("id", "config", ConfigSettings.DEFAULT, servers, NOW, null, 0, Attributes.EMPTY);
    }

    private static List<McpServer> servers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> server("server " + i, "cat"))
                .toList();
    }

    private static VolatileChangeLog logWith(int servers) {
        return new VolatileChangeLog(GatewayState.EMPTY.after(List.of(new ConfigSaved(config(servers(servers)))), 1));
    }

    private static List<Long> versions(GatewayState state) {
        return state.config("id").servers().stream().map(McpServer::version).toList();
    }

    @Test
    void aSaveGivesItsNumberToThoseServersThatItChangesAlone() {
        GatewayState first = GatewayState.EMPTY.after(List.of(new ConfigSaved(config(servers(3)))), 1);
        List<McpServer> changed = new ArrayList<>(first.config("id").servers());
        changed.set(1, server("server 1", "tee"));
        changed.add(server("server 3", "cat"));

        assertEquals(List.of(1L, 2L, 1L, 2L), versions(first.after(List.of(new ConfigSaved(config(changed))), 2)));
    }

    @Test
    void aSaveThatWasReadFromAJournalGivesTheVersionsThatItGaveThen() {
        GatewayState first = GatewayState.EMPTY.after(List.of(new ConfigSaved(config(servers(2)))), 1);
        List<McpServer> read = List.of(server("server 0", "cat"), server("server 1", "tee"));

        assertEquals(List.of(1L, 2L), versions(first.after(List.of(new ConfigSaved(config(read))), 2)));
    }

    @Test
    void aConfigurationTakesAThousandServersAndNoMore() {
        VolatileChangeLog log = logWith(999);
        ServerService service =
                new ServerService(log, new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)), AllowedCommands.ANY);

        service.add("config", server("the thousandth", "cat"));

        assertThrows(InvalidFieldException.class, () -> service.add("config", server("one more", "cat")));
    }

    @Test
    void oneThatWasLoadedWithMoreCanBeChangedAndNotBeCopied() {
        VolatileChangeLog log = logWith(1001);
        Timestamps timestamps = new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC));
        ServerService service = new ServerService(log, timestamps, AllowedCommands.ANY);

        service.update("config", "server 7", old -> server("server 7", "tee"), Precondition.NONE);
        service.remove("config", "server 8", Precondition.NONE);

        assertEquals(1000, log.state().config("config").servers().size());
        VolatileChangeLog larger = logWith(1001);
        ConfigService configs = new ConfigService(larger, timestamps, new Ids(new SecureRandom()), AllowedCommands.ANY);
        assertThrows(InvalidFieldException.class, () -> configs.copy("config", "copy"));
        assertThrows(
                InvalidFieldException.class,
                () -> configs.importAs("imported", larger.state().config("config")));
    }
}
