package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.Restored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything into a file, and back. A restore puts the backup in place of all there is: run this on a gateway that nobody else is
 * changing at the time.
 */
public final class BackupAndRestore {
    private static final String CONFIG = "example-backup";

    private BackupAndRestore() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] args) throws IOException {
        try (ExampleGateway gateway = ExampleGateway.open();
                GatewayClient client = gateway.client()) {
            Path file =
                    Files.createTempFile("gateway-backup", ".json"); // readable by its owner alone: it holds secrets
            client.createConfig(CONFIG);
            try {
                back(client, file);
            } finally {
                client.deleteConfig(CONFIG);
                Files.delete(file);
            }
        }
    }

    private static void back(GatewayClient client, Path file) throws IOException {
        Files.writeString(file, client.backup().json());
        System.out.println("Backed up to a file of " + Files.size(file) + " bytes");

        client.deleteConfig(CONFIG);
        System.out.println("Deleted " + CONFIG + " by mistake: " + find(client));

        JsonDocument backup = JsonDocument.parse(Files.readString(file));
        // The present admin key stays. Without that the backup's takes effect, which may be an older one.
        Restored restored = client.restore(backup, true);
        System.out.println("Restored " + restored.statistics().totalConfigs() + " configurations: " + find(client));
        // Keys that were deleted after the backup are in it. They come back, but do not work again.
        System.out.println("Keys that stay revoked: " + restored.stillRevoked().size());
    }

    private static String find(GatewayClient client) {
        return client.searchConfigs(CONFIG).isEmpty() ? "it is not there" : "it is there";
    }
}
