package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.ServerSettings;

/** From an empty gateway to a user's API key, in seven steps. */
public final class QuickStart {
    private static final String CONFIG = "my-config";
    private static final String[] ARGUMENTS = {"-y", "@modelcontextprotocol/server-filesystem", "/tmp"};
    private static final String SERVER = "files";
    private static final String PROJECT = "my-project";
    private static final String USER = "user@example.com";

    private QuickStart() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] args) {
        try (ExampleGateway gateway = ExampleGateway.open();
                GatewayClient client = gateway.client()) {

            client.createConfig(CONFIG);
            System.out.println("1. There is a configuration: " + CONFIG);

            ServerSettings settings = ServerSettings.builder()
                    .command("npx", ARGUMENTS)
                    .description("Files under /tmp")
                    .build();
            ServerDetails server = client.addServer(CONFIG, SERVER, settings);
            System.out.println(
                    "2. It has a server: " + server.serverName() + ", launched as npx " + String.join(" ", ARGUMENTS));

            client.createProject(PROJECT);
            System.out.println("3. There is a project: " + PROJECT);

            client.assignConfig(PROJECT, CONFIG);
            System.out.println("4. " + PROJECT + " uses " + CONFIG);

            client.createUser(USER);
            System.out.println("5. There is a user: " + USER);

            client.addUserToProject(PROJECT, USER);
            System.out.println("6. " + USER + " is a member of " + PROJECT);

            GeneratedKey key = client.generateApiKey(USER, PROJECT);
            // Nobody can read it again: the gateway keeps a hash. A program puts it where its secrets are.
            System.out.println("7. " + USER + " has a key to " + PROJECT + ", shown this once: "
                    + key.apiKey().reveal());
        } catch (ConflictException taken) {
            System.out.println("This gateway has been through it already: " + taken.detail());
        }
    }
}
