package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.GuardrailPolicies;
import dev.mcpgateway.client.model.GuardrailUpdate;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.OnError;
import dev.mcpgateway.client.model.ServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that name a file of the gateway's machine, on a gateway that is a program of its own and keeps its state on the disk. */
@Timeout(120)
class FilesOnDiskIT {
    private static final Pattern URL = Pattern.compile("API document\\s+(\\S+)/openapi.json");
    private static final String CONFIG = "on disk";
    private static final String SERVER = "files";

    @TempDir
    static Path folder;

    private static Process gateway;
    private static GatewayClient client;

    @BeforeAll
    static void start() throws IOException {
        Path config = folder.resolve("gateway.json");
        gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.mcpgateway.server.cli.Main",
                        "start",
                        "--config",
                        config.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0")
                .redirectError(folder.resolve("log.txt").toFile())
                .start();
        String url = url(gateway.inputReader());
        Path key = folder.resolve("admin-key");
        Files.writeString(
                key, JsonDocument.parse(Files.readString(config)).toMap().get("admin_apikey") + "\n");
        client = GatewayClient.builder()
                .environment(Map.of("GATEWAY_BASE_URL", url, "GATEWAY_ADMIN_KEY_FILE", key.toString()))
                .build();
        client.createConfig(CONFIG);
        client.addServer(CONFIG, SERVER, ServerSettings.builder().command("npx").build());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        gateway.destroy();
        assertTrue(gateway.waitFor(60, TimeUnit.SECONDS), "the gateway did not end");
        client.close();
    }

    private static String url(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher url = URL.matcher(line);
            if (url.find()) {
                return url.group(1);
            }
        }
        throw new AssertionError("the gateway did not start");
    }

    @Test
    void aPolicyIsTakenFromAFile() throws IOException {
        String file = policy("policy.json", "{\"enabled\": true, \"block\": [\"pii\"], \"on_error\": \"allow\"}");

        assertEquals(
                List.of("pii"),
                client.updateInputGuardrails(CONFIG, SERVER, file).block());
        assertEquals(
                OnError.ALLOW,
                client.updateOutputGuardrails(CONFIG, SERVER, file).onError());
        assertEquals(
                List.of("pii"),
                client.getServer(CONFIG, SERVER).outputGuardrailsPolicy().block());
    }

    @Test
    void bothPoliciesAreTakenFromFiles() throws IOException {
        GuardrailPolicies policies = client.updateGuardrails(
                CONFIG,
                SERVER,
                GuardrailUpdate.builder()
                        .inputPolicyFile(policy("input.json", "{\"enabled\": true, \"warn\": [\"pii\"]}"))
                        .outputPolicyFile(policy("output.json", "{\"enabled\": false}"))
                        .build());

        assertEquals(List.of("pii"), policies.inputGuardrailsPolicy().warn());
        assertEquals(false, policies.outputGuardrailsPolicy().enabled());
    }

    @Test
    void whatIsWrittenIsOnTheDiskAndCanBeReadBack() throws IOException {
        Path export = Path.of(client.exportConfig(CONFIG, "export.json").outputFile());
        Path backup = Path.of(client.backup("backup.json").outputFile());

        assertTrue(Files.isRegularFile(export), export::toString);
        assertTrue(Files.size(backup) > Files.size(export), "a backup has everything");
        client.importConfig("imported from disk", "export.json");
        assertEquals(1, client.listServers("imported from disk").size());
        client.restore("backup.json", true);
        assertThrows(NotFoundException.class, () -> client.getConfig("imported from disk"));
    }

    @Test
    void aFileElsewhereOnTheMachineIsRefused() {
        BadRequestException refused = assertThrows(BadRequestException.class, () -> client.backup("../outside.json"));

        assertEquals(ErrorCode.FILE_NOT_ALLOWED, refused.errorCode().orElseThrow());
        assertTrue(refused.detail().startsWith("output_file"), refused::detail);
    }

    private static String policy(String name, String json) throws IOException {
        Path exports = Files.createDirectories(folder.resolve("exports"));
        return Files.writeString(exports.resolve(name), json).toString();
    }
}
