package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayAsyncClient;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.model.GeneratedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/** Thirty users with a key each, several at a time and no thread for any of them. */
public final class AsyncBulkProvisioning {
    private static final String PROJECT = "example-bulk";
    private static final int USERS = 30;

    /** As many chains of calls as are under way at once: more would only wait in the gateway instead of here. */
    private static final int AT_A_TIME = 8;

    private AsyncBulkProvisioning() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (ExampleGateway gateway = ExampleGateway.open();
                GatewayClient client = gateway.client()) {
            client.createProject(PROJECT);
            try {
                provision(client.async());
                System.out.println(
                        PROJECT + " has " + client.getProject(PROJECT).apiKeys() + " keys");
            } finally {
                client.listProjectUsers(PROJECT).forEach(user -> client.deleteUser(user.userId(), true));
                client.deleteProject(PROJECT);
            }
        }
    }

    private static void provision(GatewayAsyncClient client) throws InterruptedException {
        Semaphore room = new Semaphore(AT_A_TIME);
        List<CompletableFuture<GeneratedKey>> chains = new ArrayList<>();
        for (int number = 1; number <= USERS; number++) {
            room.acquire();
            chains.add(keyFor(client, "user" + number + "@example.com").whenComplete((key, failure) -> room.release()));
        }
        int failed = 0;
        for (CompletableFuture<GeneratedKey> chain : chains) {
            try {
                chain.join();
            } catch (CompletionException failure) { // around the GatewayException
                failed++;
                System.out.println(failure.getMessage());
            }
        }
        System.out.println(chains.size() - failed + " users have a key, " + failed + " failed");
    }

    private static CompletableFuture<GeneratedKey> keyFor(GatewayAsyncClient client, String email) {
        return client.createUser(email)
                .thenCompose(user -> client.addUserToProject(PROJECT, user.userId()))
                .thenCompose(member -> client.generateApiKey(member.userId(), PROJECT));
    }
}
