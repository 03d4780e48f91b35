package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.ProvisionedKey;
import dev.mcpgateway.client.Provisioning;
import dev.mcpgateway.client.api.ConfigCalls;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.server.EmbeddedGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code provision()}: whatever is there already, and however often it runs, it ends in the same state. */
class ProvisioningIT {
    private static final ServerSettings ECHO = ServerSettings.builder()
            .command("secure-mcp-gateway", "echo-server")
            .build();

    private EmbeddedGateway gateway;
    private GatewayClient client;

    @BeforeEach
    void start() {
        gateway = EmbeddedGateway.start();
        client = Gateways.client(gateway);
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    private Provisioning steps() {
        return client.provision()
                .config("team-config")
                .server("echo", ECHO)
                .project("team")
                .user("ann@example.com");
    }

    @Test
    void onAnEmptyGatewayEachStepCreatesWhatItNames() {
        ProvisionedKey key = steps().apiKey("laptop");

        assertTrue(key.isNew());
        assertTrue(key.apiKey().reveal().startsWith("mgw_"));
        assertEquals(key.keyId(), client.getApiKey(key.apiKey().reveal()).keyId());
        assertEquals("echo", client.listServers("team-config").get(0).serverName());
        assertEquals("team-config", configOfTeam());
        assertEquals("ann@example.com", client.getProject("team").users().get(0).email());
    }

    @Test
    void aSecondRunFindsEverythingAndShowsNoSecret() {
        ProvisionedKey first = steps().apiKey("laptop");
        ProvisionedKey second = steps().apiKey("laptop");

        assertFalse(second.isNew());
        assertEquals(first.keyId(), second.keyId());
        assertTrue(second.apiKey().isEmpty());
        assertEquals(1, client.listUserApiKeys("ann@example.com").size());
    }

    @Test
    void aRunThatStoppedHalfWayIsTakenUpByTheNext() {
        client.provision().config("team-config").project("team");
        client.unassignConfig("team");

        assertTrue(steps().apiKey("laptop").isNew());
        assertEquals("team-config", configOfTeam());
    }

    @Test
    void aProjectThatHasAnotherConfigurationGetsThisOne() {
        client.provision().config("other-config").project("team");

        steps();

        assertEquals("team-config", configOfTeam());
    }

    @Test
    void aServerThatIsThereIsLeftAsItIs() {
        client.createConfig("team-config");
        client.addServer(
                "team-config", "echo", ServerSettings.builder().command("cat").build());

        steps();

        assertEquals("cat", client.getServer("team-config", "echo").config().command());
    }

    @Test
    void regeneratingGivesTheKeyThatIsThereANewSecret() {
        ProvisionedKey first = steps().apiKey("laptop");
        ProvisionedKey second = steps().regenerateIfExists().apiKey("laptop");

        assertFalse(second.isNew());
        assertEquals(first.keyId(), second.keyId());
        assertNotEquals(first.apiKey(), second.apiKey());
        assertEquals(first.keyId(), client.getApiKey(second.apiKey().reveal()).keyId());
    }

    @Test
    void aKeyThatIsNotActiveAnyMoreIsFollowedByANewOneHoweverOften() {
        List<String> ids = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            ProvisionedKey key = steps().apiKey("laptop");
            assertTrue(key.isNew());
            ids.add(key.keyId());
            client.disableApiKey(key.keyId());
        }
        client.deleteApiKey(ids.get(3));
        client.deleteApiKey(ids.get(1));

        assertTrue(steps().apiKey("laptop").isNew());
    }

    @Test
    void keysOfOtherNamesDoNotCount() {
        ProvisionedKey laptop = steps().apiKey("laptop");
        ProvisionedKey phone = steps().apiKey("phone");

        assertTrue(phone.isNew());
        assertNotEquals(laptop.keyId(), phone.keyId());
    }

    @Test
    void manyAtATimeMakeNothingTwice() throws Exception {
        int runs = 6;
        CyclicBarrier together = new CyclicBarrier(runs);
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        try {
            List<CompletableFuture<ProvisionedKey>> keys = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                keys.add(CompletableFuture.supplyAsync(
                        () -> {
                            meet(together);
                            return steps().apiKey("laptop");
                        },
                        threads));
            }
            List<ProvisionedKey> made =
                    keys.stream().map(CompletableFuture::join).toList();

            assertEquals(1, made.stream().map(ProvisionedKey::keyId).distinct().count());
            assertEquals(1, made.stream().filter(ProvisionedKey::isNew).count());
            assertEquals(1, client.listUserApiKeys("ann@example.com").size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsWrongWithANameIsSaidAndNotRetried() {
        assertThrows(BadRequestException.class, () -> client.provision().user("no address"));
        assertThrows(
                BadRequestException.class,
                () -> client.provision().config("x".repeat(129)).server("echo", ECHO));
        assertEquals(1, client.send(ConfigCalls.listConfigs()).value().size());
    }

    @Test
    void aStepThatNeedsAnEarlierOneSaysWhich() {
        Provisioning nothing = client.provision();

        assertEquals(
                "config(…) is to come first",
                assertThrows(IllegalStateException.class, () -> nothing.server("echo", ECHO))
                        .getMessage());
        assertEquals(
                "user(…) is to come first",
                assertThrows(IllegalStateException.class, () -> nothing.apiKey("laptop"))
                        .getMessage());
    }

    private String configOfTeam() {
        return Objects.requireNonNull(client.getProject("team").mcpConfig()).mcpConfigName();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
