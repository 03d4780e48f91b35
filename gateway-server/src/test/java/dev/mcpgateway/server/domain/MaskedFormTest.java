package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mcpgateway.server.document.EntityForm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a file brought and nobody knows is shown: it may hold anything. */
class MaskedFormTest {
    private static final Attributes UNKNOWN = Attributes.EMPTY
            .with("token", "leaked")
            .with("env", Map.of("A", "leaked"))
            .with("list", List.of(Map.of("api_key", "leaked")));

    static List<Transport> transports() {
        return List.of(
                new Transport.Stdio("cat", List.of(), Map.of("A", Secret.of("leaked")), UNKNOWN),
                new Transport.Remote("https://x.example", Map.of("A", Secret.of("leaked")), UNKNOWN));
    }

    private static McpConfig config(Transport transport) {
        McpServer server = new McpServer(
                "server",
                "",
                transport,
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                0,
                UNKNOWN);
        ModelUpstream upstream = new ModelUpstream("https://x.example", Secret.of("leaked"), null, null, UNKNOWN);
        return new McpConfig(
                "id",
                "config",
                new ConfigSettings(null, null, upstream),
                List.of(server),
                Instant.EPOCH,
                null,
                0,
                UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void theMaskedFormOfAConfigurationHoldsNoUnknownFieldAndNoSecret(Transport transport) {
        String shown =
                EntityForm.writeConfig(SecretMask.masked(config(transport))).toString();

        assertFalse(shown.contains("leaked"), shown);
    }

    @ParameterizedTest
    @MethodSource("transports")
    void theUnmaskedFormHoldsAllOfIt(Transport transport) {
        String shown = EntityForm.writeConfig(config(transport)).toString();

        int places = shown.split("leaked", -1).length - 1;
        assertEquals(
                transport instanceof Transport.Stdio ? 13 : 14, places, "an unknown env gives way to the known one");
    }

    @Test
    void anEndpointWithoutAKeyIsShownWithoutOneAndWithoutUnknownFields() {
        ModelUpstream upstream = new ModelUpstream("https://x.example", null, null, null, UNKNOWN);
        McpConfig config =
                config(transports().get(0)).withSettings(new ConfigSettings(null, null, upstream), Instant.EPOCH);

        assertEquals(
                new ModelUpstream("https://x.example", null, null, null, Attributes.EMPTY),
                SecretMask.masked(config).settings().modelUpstream());
    }
}
