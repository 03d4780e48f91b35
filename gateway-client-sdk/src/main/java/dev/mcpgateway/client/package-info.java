/**
 * A typed client of the gateway's REST admin API.
 *
 * <pre>{@code
 * try (GatewayClient client = GatewayClient.create("http://localhost:8001", System.getenv("ADMIN_KEY"))) {
 *     client.createConfig("my-config");
 *     client.addServer("my-config", "echo", ServerSettings.builder().command("secure-mcp-gateway", "echo-server").build());
 *     client.createProject("my-project");
 *     client.assignConfig("my-project", "my-config");
 *     client.createUser("user@example.com");
 *     client.addUserToProject("my-project", "user@example.com");
 *     Secret key = client.generateApiKey("user@example.com", "my-project").apiKey();
 * } catch (ConflictException taken) {
 *     System.err.println(taken.getMessage());
 * }
 * }</pre>
 *
 * <p>Begin with {@link dev.mcpgateway.client.GatewayClient}. Calls fail with the exceptions of {@link dev.mcpgateway.client.error}. {@link
 * dev.mcpgateway.client.spi} has what an application can put in, {@link dev.mcpgateway.client.testing} what its tests can.
 */
@NullMarked
package dev.mcpgateway.client;

import org.jspecify.annotations.NullMarked;
