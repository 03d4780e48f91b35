package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.RetryPolicy;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.FieldProblem;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayResponseException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.error.PermissionDeniedException;
import dev.mcpgateway.client.error.UnexpectedStatusException;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.server.EmbeddedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a newcomer meets first, and whether the message says what to do about it. */
class NewcomerErrorsIT {
    private static EmbeddedGateway gateway;
    private static GatewayClient client;

    @BeforeAll
    static void start() {
        gateway = EmbeddedGateway.start();
        client = Gateways.client(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void aWrongKeyIsSaidToBeTheWrongOne() {
        try (GatewayClient wrong =
                Gateways.builder(gateway).adminKey("a-key-of-another-gateway").build()) {
            AuthenticationException denied = assertThrows(AuthenticationException.class, wrong::listUsers);

            assertEquals(AuthenticationException.Reason.INVALID, denied.reason());
            assertEquals(ErrorCode.AUTH_INVALID_CREDENTIALS, denied.errorCode().orElseThrow());
            assertSays(denied, "listUsers (GET /api/v1/users) was answered 401", "admin");
            assertHides(denied, "a-key-of-another-gateway");
        }
    }

    @Test
    void noKeyIsSaidToBeMissing() {
        try (GatewayClient keyless =
                GatewayClient.builder().baseUrl(gateway.url().toString()).build()) {
            AuthenticationException denied = assertThrows(AuthenticationException.class, keyless::listUsers);

            assertEquals(AuthenticationException.Reason.MISSING, denied.reason());
            assertSays(denied, "Authorization");
            assertFalse(keyless.health().version().isBlank(), "what needs no key works without");
        }
    }

    @Test
    void anEnvironmentWithoutAKeySaysWhichVariableToSet() {
        GatewayConfigurationException refused =
                assertThrows(GatewayConfigurationException.class, () -> GatewayClient.builder()
                        .environment(Map.of("GATEWAY_BASE_URL", "http://localhost:8001")));

        assertSays(refused, "GATEWAY_ADMIN_KEY", "secure-mcp-gateway admin-key");
    }

    @Test
    void aUsersKeyIsNotTheAdminKey() {
        GeneratedKey key = keyOf("no-admin@example.com");
        try (GatewayClient asUser =
                Gateways.builder(gateway).adminKey(key.apiKey()).build()) {
            PermissionDeniedException denied = assertThrows(PermissionDeniedException.class, asUser::listUsers);

            assertSays(denied, "listUsers (GET /api/v1/users) was answered 403", "needs the admin key");
            assertHides(denied, key.apiKey().reveal());
        }
    }

    @Test
    void aDeletedKeyIsNotFoundByItsIdNorByItselfAndIsNotShown() {
        GeneratedKey key = keyOf("leaver@example.com");
        String shown = key.apiKey().reveal();
        client.deleteApiKey(key.keyId());

        for (String name : List.of(key.keyId(), shown)) {
            NotFoundException missing = assertThrows(NotFoundException.class, () -> client.getApiKey(name));
            assertEquals(ErrorCode.API_KEY_NOT_FOUND, missing.errorCode().orElseThrow());
            assertSays(missing, "getApiKey (GET /api/v1/api-keys/{api_key})", "API key not found");
            assertHides(missing, shown);
        }
        NotFoundException missing = assertThrows(NotFoundException.class, () -> client.rotateApiKey(shown));
        assertEquals(ErrorCode.API_KEY_NOT_FOUND, missing.errorCode().orElseThrow());
        assertHides(missing, shown);
    }

    @Test
    void aFieldThatIsWrongIsNamed() {
        BadRequestException refused = assertThrows(BadRequestException.class, () -> client.createUser("not an email"));

        assertEquals(
                List.of("email"),
                refused.fieldProblems().stream().map(FieldProblem::field).toList());
        assertSays(refused, "email", "user@example.com");
    }

    @Test
    void noGatewayIsSaidToBeAbsentWithTheAddressThatWasTried() throws IOException {
        String nobody = "http://localhost:" + unusedPort();
        try (GatewayClient alone = impatient(nobody)) {
            GatewayConnectionException unreachable = assertThrows(GatewayConnectionException.class, alone::listUsers);

            assertTrue(unreachable.isNeverSent());
            assertSays(unreachable, "no connection to " + nobody + " (refused)", "is the gateway running there?");
        }
    }

    @Test
    void aHostThatHasNoAddressIsNamed() {
        try (GatewayClient lost = impatient("http://gateway.invalid:8001")) {
            GatewayConnectionException unreachable = assertThrows(GatewayConnectionException.class, lost::listUsers);

            assertTrue(unreachable.isNeverSent());
            assertSays(unreachable, "http://gateway.invalid:8001 (the host has no address)");
        }
    }

    @Test
    void tlsToAGatewayThatHasNoneIsSuspected() {
        String url = gateway.url().toString().replace("http:", "https:");
        try (GatewayClient wrong = Gateways.builder(gateway)
                .baseUrl(url)
                .retry(RetryPolicy.none())
                .connectTimeout(Duration.ofMillis(300)) // the gateway waits for the rest of what is no request to it
                .build()) {
            GatewayConnectionException unreachable = assertThrows(GatewayConnectionException.class, wrong::listUsers);

            assertTrue(unreachable.isNeverSent());
            assertSays(unreachable, "no connection to " + url, "is the gateway running there, with TLS?");
        }
    }

    @Test
    void anotherServicesPageIsNotTakenForAnAnswer() throws IOException {
        try (Foreign page = Foreign.answering(200, "text/html", "<html><body>Welcome to nginx!</body></html>");
                GatewayClient wrong = impatient(page.url())) {
            GatewayResponseException strange = assertThrows(GatewayResponseException.class, wrong::listUsers);

            assertSays(strange, "text/html", "does the base URL lead to a gateway");
            assertHides(strange, "nginx");
            assertThrows(GatewayResponseException.class, wrong::metrics);
        }
    }

    @Test
    void anotherServicesJsonIsNotTakenForAnAnswer() throws IOException {
        for (String json : List.of("{\"status\": \"UP\"}", "[]", "\"hello\"", "null", "{\"data\": 3}")) {
            try (Foreign service = Foreign.answering(200, "application/json", json);
                    GatewayClient wrong = impatient(service.url())) {
                for (Runnable call :
                        List.<Runnable>of(wrong::listUsers, wrong::health, () -> wrong.getUser("a@b.cc"))) {
                    GatewayResponseException strange = assertThrows(GatewayResponseException.class, call::run, json);
                    assertSays(strange, "does the base URL lead to a gateway");
                }
            }
        }
    }

    @Test
    void anotherServicesNotFoundIsNoMissingUser() throws IOException {
        try (Foreign page = Foreign.answering(404, "text/html", "<h1>404 Not Found</h1>");
                Foreign api = Foreign.answering(404, "application/json", "{\"detail\": \"Not Found\"}");
                GatewayClient ofPage = impatient(page.url());
                GatewayClient ofApi = impatient(api.url())) {
            NotFoundException missing = assertThrows(NotFoundException.class, () -> ofPage.getUser("a@example.com"));
            assertTrue(missing.errorCode().isEmpty(), "it has no code of the gateway's");
            assertSays(missing, "text/html", "does the base URL lead to a gateway");

            missing = assertThrows(NotFoundException.class, () -> ofApi.getUser("a@example.com"));
            assertTrue(missing.errorCode().isEmpty(), "it has no code of the gateway's");
            assertSays(missing, "getUser (GET /api/v1/users/{user_identifier}) was answered 404", "Not Found");
        }
    }

    @Test
    void aPathTooManyInTheUrlIsARouteThatIsNotThere() {
        try (GatewayClient wrong = impatient(gateway.url() + "/api/v1")) {
            NotFoundException missing = assertThrows(NotFoundException.class, wrong::listUsers);

            assertEquals(ErrorCode.ROUTE_NOT_FOUND, missing.errorCode().orElseThrow());
            assertSays(missing, "There is no such path");
        }
    }

    @Test
    void aRedirectIsNotFollowedBecauseAnotherHostWouldGetTheKey() throws IOException {
        try (Foreign proxy =
                        Foreign.answering(302, "text/html", "<a href=\"https://elsewhere.example.com/\">login</a>");
                GatewayClient wrong = impatient(proxy.url())) {
            UnexpectedStatusException redirect = assertThrows(UnexpectedStatusException.class, wrong::listUsers);

            assertSays(redirect, "302", "redirect", "is the base URL the gateway's own?");
        }
    }

    private static GeneratedKey keyOf(String email) {
        client.createUser(email);
        client.addUserToProject("default_project", email);
        return client.generateApiKey(email, "default_project");
    }

    private static GatewayClient impatient(String url) {
        return GatewayClient.builder()
                .baseUrl(url)
                .adminKey(Secret.of("the-admin-key"))
                .retry(RetryPolicy.none())
                .build();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    private static void assertSays(GatewayException failure, String... words) {
        String message = failure.getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), () -> "not in it: " + word + "; it is: " + message);
        }
        assertFalse(message.contains("\n"), "one line");
        assertHides(failure, "the-admin-key");
    }

    private static void assertHides(Throwable failure, String secret) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertFalse(cause.toString().contains(secret), cause::toString);
        }
    }

    /** A service that is no gateway and answers everything with the same. */
    private record Foreign(HttpServer server) implements AutoCloseable {
        static Foreign answering(int status, String type, String body) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            return new Foreign(server);
        }

        String url() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
