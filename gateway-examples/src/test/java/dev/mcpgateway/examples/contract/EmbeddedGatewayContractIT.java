package dev.mcpgateway.examples.contract;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.server.EmbeddedGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, kept by a whole gateway in a state like that of the examples. */
class EmbeddedGatewayContractIT extends ClientContract {
    private static EmbeddedGateway gateway;
    private static GatewayClient client;
    private static GatewayClient keyless;
    private static GatewayClient holder;
    private static Secret userKey;

    @BeforeAll
    static void start() {
        gateway = EmbeddedGateway.start();
        client = GatewayClient.create(gateway.url().toString(), gateway.adminKey());
        keyless = GatewayClient.builder().baseUrl(gateway.url().toString()).build();
        client.createConfig(CONFIG);
        client.addServer(
                CONFIG,
                "git",
                ServerSettings.builder()
                        .command("npx", "-y", "git-server")
                        .env(Map.of("TOKEN", Secret.of("its-token")))
                        .build());
        client.createProject(PROJECT);
        client.assignConfig(PROJECT, CONFIG);
        client.createUser(USER);
        client.createUser(STRANGER);
        client.addUserToProject(PROJECT, USER);
        client.generateApiKey(USER, PROJECT, REPEATED);
        userKey = client.generateApiKey(USER, PROJECT).apiKey();
        holder = GatewayClient.builder()
                .baseUrl(gateway.url().toString())
                .userKey(userKey)
                .build();
    }

    @AfterAll
    static void stop() {
        holder.close();
        keyless.close();
        client.close();
        gateway.close();
    }

    @Override
    GatewayClient given(String... examples) {
        return client;
    }

    @Override
    GatewayClient withoutKeyGiven(String example) {
        return keyless;
    }

    @Override
    GatewayClient withUserKeyGiven(String example) {
        return holder;
    }

    @Override
    Secret activeKey() {
        return userKey;
    }

    @Override
    String activeKeyId() {
        return client.generateApiKey(USER, PROJECT).keyId();
    }
}
