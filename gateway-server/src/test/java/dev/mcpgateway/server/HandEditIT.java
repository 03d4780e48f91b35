package dev.mcpgateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.GivenSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file is edited under a gateway that serves. */
class HandEditIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern ADMIN_KEY = Pattern.compile("\"admin_apikey\" : \"([^\"]+)\"");

    private Path file;
    private GatewayServer server;
    private String adminKey = "";

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        file = directory.toRealPath().resolve("config.json");
        server = GatewayServer.start(new ServerOptions(file, "127.0.0.1", 0, GivenSettings.NONE));
        Matcher key = ADMIN_KEY.matcher(Files.readString(file));
        assertTrue(key.find());
        adminKey = key.group(1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String key, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private void editInPlace(UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, what);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void anEditByHandTakesEffectWithoutARestart() throws Exception {
        String other = "an-admin-key-that-a-person-has-typed-by-hand";
        editInPlace(json -> json.replace(adminKey, other));

        await("the new admin key opens", () -> get("/api/v1/users", other).statusCode() == 200);

        assertEquals(401, get("/api/v1/users", adminKey).statusCode());
        editInPlace(json -> json.replaceFirst("\"email\" : \"[^\"]+\"", "\"email\" : \"by-hand@b.example\""));
        await("the user has the email", () -> get("/api/v1/users", other).body().contains("by-hand@b.example"));
    }

    @Test
    void anEditorThatPutsANewFileInThePlaceOfTheOldOneIsSeen() throws Exception {
        Path beside = file.resolveSibling("edited");
        Files.writeString(beside, Files.readString(file).replaceFirst("default_project", "renamed_project"));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);

        await(
                "the project is renamed",
                () -> get("/api/v1/projects", adminKey).body().contains("renamed_project"));
    }

    @Test
    void theGatewaysOwnSettingsFollowTheFile() throws Exception {
        assertEquals("*", cors("https://app.example.com"));
        editInPlace(json ->
                json.replace("\"gateway\" : {", "\"gateway\" : {\"cors_origins\": [\"https://app.example.com\"],"));

        await("one origin alone is allowed", () -> cors("https://other.example.com")
                .isEmpty());

        assertEquals("https://app.example.com", cors("https://app.example.com"));
    }

    private String cors(String origin) throws Exception {
        return get("/api/v1/users", adminKey, "Origin", origin)
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .orElse("");
    }

    @Test
    void anEditThatCannotBeUsedChangesNothingAndIsKept() throws Exception {
        String good = Files.readString(file);
        Files.writeString(file, good.substring(0, good.length() / 2));

        await("the edit is refused", () -> rejected() == 1);
        await("the good file is back", () -> !Files.readString(file).equals(good.substring(0, good.length() / 2)));

        assertEquals(200, get("/api/v1/users", adminKey).statusCode());
    }

    private long rejected() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(name -> name.toString().contains(".rejected-")).count();
        }
    }
}
