package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.spi.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A key whose requests must be signed: the client signs its own, and a signer those of another HTTP client. */
public final class SignedRequests {
    private static final String PROJECT = "example-signed";
    private static final String USER = "signed@example.com";

    private SignedRequests() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (ExampleGateway gateway = ExampleGateway.open();
                GatewayClient admin = gateway.client()) {
            admin.createProject(PROJECT);
            admin.createUser(USER);
            admin.addUserToProject(PROJECT, USER);
            KeySettings settings = KeySettings.builder().requireSignature(true).build();
            try {
                Secret key = admin.generateApiKey(USER, PROJECT, settings).apiKey();
                read(gateway.url(), key);
                notifyGateway(URI.create(gateway.url() + "/mcp"), key);
            } finally {
                admin.deleteUser(USER, true);
                admin.deleteProject(PROJECT);
            }
        }
    }

    private static void read(String url, Secret key) {
        GatewayClient client =
                GatewayClient.builder().baseUrl(url).userKey(key).signRequests().build();
        GatewayClient unsigned =
                GatewayClient.builder().baseUrl(url).userKey(key).build();
        try (client;
                unsigned) {
            System.out.println("Signed: the key is " + client.whoAmI().status());
            unsigned.whoAmI();
        } catch (AuthenticationException refused) {
            System.out.println("Not signed: " + refused.reason() + ", " + refused.detail());
        }
    }

    private static void notifyGateway(URI uri, Secret key) throws IOException, InterruptedException {
        byte[] body =
                "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}".getBytes(StandardCharsets.UTF_8);
        RequestSigner signer = RequestSigner.v2(key);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + key.reveal())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        signer.sign("POST", uri, body).forEach(request::setHeader);
        int first = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
        int again = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
        System.out.println("An own request: " + (first == 401 ? "refused" : "let in"));
        System.out.println("The same once more: " + (again == 401 ? "refused" : "let in"));
    }
}
