package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RotatedKey;
import java.time.Duration;

/** A new key in place of an old one, without a moment in which neither works. */
public final class KeyRotation {
    private static final String PROJECT = "example-rotation";
    private static final String USER = "rotation@example.com";

    private KeyRotation() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] args) {
        try (ExampleGateway gateway = ExampleGateway.open();
                GatewayClient client = gateway.client()) {
            client.createProject(PROJECT);
            client.createUser(USER);
            client.addUserToProject(PROJECT, USER);
            try {
                rotate(client);
            } finally {
                client.deleteUser(USER, true);
                client.deleteProject(PROJECT);
            }
        }
    }

    private static void rotate(GatewayClient client) {
        KeySettings settings = KeySettings.builder()
                .name("build server")
                .description("Nightly builds")
                .build();
        GeneratedKey first = client.generateApiKey(USER, PROJECT, settings);
        System.out.println("Generated " + first.maskedKey());

        // Both keys work for an hour: time to bring the new one to every client.
        RotatedKey second = client.rotateApiKey(first.keyId(), Duration.ofHours(1));
        System.out.println("Rotated to " + second.maskedKey());
        show(client.getApiKey(second.keyId()));
        show(client.getApiKey(second.oldKeyId()));

        // The old key ends by itself when the hour is over. Who has brought the new one everywhere does not wait for
        // that.
        client.deleteApiKey(second.oldKeyId());
        try {
            client.getApiKey(second.oldKeyId());
        } catch (NotFoundException gone) {
            System.out.println("The old key is gone: " + gone.detail());
        }

        // A key that may have leaked gets another secret at once; whoever knows its id finds the same key.
        RegeneratedKey third = client.regenerateApiKey(second.keyId());
        System.out.println("Regenerated as " + third.maskedKey());
        show(client.getApiKey(second.keyId()));
    }

    private static void show(KeyDetails key) {
        String end = key.expiresAt() == null ? "" : ", until " + key.expiresAt();
        System.out.println("  " + key.apiKey() + " is " + key.status() + end);
    }
}
