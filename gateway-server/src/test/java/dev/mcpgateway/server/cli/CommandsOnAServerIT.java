package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.GatewayServer;
import dev.mcpgateway.server.ServerOptions;
import dev.mcpgateway.server.cli.Cli.Ended;
import dev.mcpgateway.server.domain.AccessLogLevel;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.http.StrictJson;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands while a server holds the configuration file, and the file by which they find it. */
class CommandsOnAServerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path temporary;

    private GatewayServer serve(Cli cli) throws Exception {
        return GatewayServer.start(ServerOptions.of(cli.config()));
    }

    @Test
    void everyCommandDoesWhatItDoesOnTheFile() throws Exception {
        Cli cli = Cli.configured(temporary.toRealPath());
        try (GatewayServer server = serve(cli)) {
            new Scenario(cli, true).run();
            assertTrue(server.port() > 0);
        }
    }

    @Test
    void theServersFileIsForItsOwnerAloneAndGoesWithTheServer() throws Exception {
        Cli cli = Cli.configured(temporary);
        Path file = temporary.resolve("config.json.server");
        try (GatewayServer server = serve(cli)) {
            JsonNode content = read(file);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals(ProcessHandle.current().pid(), content.path("pid").asLong());
            assertEquals(server.url().toString(), content.path("url").asText());
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void theAdminKeyMayBeMissingOrAHash() throws Exception {
        for (String key : List.of("", "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g", "$argon2id$ and no hash")) {
            Path folder = Files.createTempDirectory(temporary, "key");
            Cli cli = Cli.in(folder);
            Files.writeString(cli.config(), "{\"admin_apikey\":\"" + key + "\"}");
            try (GatewayServer server = serve(cli)) {
                assertEquals(
                        0,
                        cli.run("user", "list").expect(0).json().size(),
                        server.url().toString());
            }
        }
    }

    @Test
    void adminKeyPrintsTheKeyThatIsInForce() throws Exception {
        Cli cli = Cli.configured(temporary);
        try (GatewayServer server = serve(cli)) {
            String fresh = cli.line("system reset --confirm")
                    .expect(0)
                    .json()
                    .path("admin_apikey")
                    .asText();
            assertEquals(fresh, cli.run("admin-key").expect(0).out().strip());
            assertEquals(200, get(server.url(), fresh).statusCode());
        }
    }

    @Test
    void aServerThatWasKilledIsNotBelieved() throws Exception {
        Cli cli = Cli.configured(temporary);
        Path file = temporary.resolve("config.json.server");
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        for (String left : List.of(
                "{\"pid\":" + ended.pid() + ",\"started\":1,\"url\":\"http://127.0.0.1:1\",\"token\":\"t\"}",
                "{\"pid\":" + ProcessHandle.current().pid()
                        + ",\"started\":1,\"url\":\"http://127.0.0.1:1\",\"token\":\"t\"}",
                "{\"pid\":1",
                "[]",
                "")) {
            Files.writeString(file, left);
            cli.run("user", "list").expect(0);
            assertFalse(Files.exists(file), left);
        }
    }

    @Test
    void aServerIsFoundAlsoWhenTheClockWasSetSinceItsStart() throws Exception {
        Cli cli = Cli.configured(temporary);
        try (GatewayServer server = serve(cli)) {
            setStart(1_000_000);
            Ended ended = cli.run("user", "list").expect(0);
            assertEquals(1, ended.json().size(), server.url().toString());
        }
    }

    @Test
    void aServerIsStoppedAlsoWhenTheClockWasSetSinceItsStart() throws Exception {
        Cli cli = Cli.configured(temporary);
        try (GatewayProcess server = GatewayProcess.start(cli.config())) {
            setStart(1_000_000);
            Ended ended = cli.line("system stop-api").expect(0);
            assertEquals(server.pid(), ended.json().path("pid").asLong());
            assertFalse(Files.exists(temporary.resolve("config.json.server")));
        }
    }

    /** As the system reckons it after the clock was set. */
    private void setStart(long millis) throws Exception {
        Path file = temporary.resolve("config.json.server");
        Files.writeString(file, Files.readString(file).replaceFirst("\"started\":[0-9]+", "\"started\":" + millis));
        assertEquals(millis, read(file).path("started").asLong());
    }

    @Test
    void theTokenOpensNothingToWhatCameThroughAProxy() throws Exception {
        Cli cli = Cli.configured(temporary);
        try (GatewayServer server = serve(cli)) {
            String token = token();
            assertEquals(200, get(server.url(), token).statusCode());
            for (String mark : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "Via")) {
                assertEquals(401, get(server.url(), token, mark, "127.0.0.1").statusCode(), mark);
            }
            assertEquals(401, get(server.url(), token + "x").statusCode());
            assertEquals(401, get(server.url(), "").statusCode());
        }
    }

    @Test
    void aTrustedProxyCannotSpeakForThisMachine() throws Exception {
        Cli cli = Cli.configured(temporary);
        ServerOptions options = new ServerOptions(
                cli.config(),
                "127.0.0.1",
                0,
                GivenSettings.of(Attributes.of(Map.of("trusted_proxies", List.of("127.0.0.0/8"))), new ArrayList<>())
                        .withAccessLog(AccessLogLevel.NONE));
        try (GatewayServer server = GatewayServer.start(options)) {
            assertEquals(
                    401,
                    get(server.url(), token(), "X-Forwarded-For", "127.0.0.1").statusCode());
            cli.run("user", "list").expect(0);
        }
    }

    @Test
    void theTokenIsOfThisRunAlone() throws Exception {
        Cli cli = Cli.configured(temporary);
        String old;
        try (GatewayServer server = serve(cli)) {
            old = token();
            assertEquals(200, get(server.url(), old).statusCode());
        }
        try (GatewayServer server = serve(cli)) {
            assertEquals(401, get(server.url(), old).statusCode());
        }
    }

    @Test
    void aServerOnAnotherAddressOfThisMachineIsReachedToo() throws Exception {
        Optional<InetAddress> other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        Assumptions.assumeTrue(other.isPresent(), "this machine has loopback addresses alone");
        Cli cli = Cli.configured(temporary);
        for (String host : List.of(other.get().getHostAddress(), "0.0.0.0", "localhost")) {
            ServerOptions options =
                    new ServerOptions(cli.config(), host, 0, GivenSettings.NONE.withAccessLog(AccessLogLevel.NONE));
            try (GatewayServer server = GatewayServer.start(options)) {
                Ended ended = cli.run("user", "list").expect(0);
                assertEquals(1, ended.json().size(), server.url().toString());
            }
        }
    }

    @Test
    void generateConfigDoesNotTouchAFileThatAServerHolds() throws Exception {
        Cli cli = Cli.configured(temporary);
        try (GatewayServer server = serve(cli)) {
            Ended ended = cli.line("generate-config --overwrite").expect(1);
            assertTrue(ended.err().contains("config.json is open"), ended.err());
            assertEquals(
                    1,
                    cli.run("user", "list").expect(0).json().size(),
                    server.url().toString());
        }
    }

    @Test
    void stopApiLeavesAServerOnAnotherPortAlone() throws Exception {
        Cli cli = Cli.configured(temporary);
        try (GatewayServer server = serve(cli)) {
            Ended ended = cli.line("system stop-api --port 1").expect(1);
            assertTrue(ended.err().contains(Integer.toString(server.port())), ended.err());
            cli.run("user", "list").expect(0);
        }
    }

    private String token() throws Exception {
        return read(temporary.resolve("config.json.server")).path("token").asText();
    }

    private static JsonNode read(Path file) throws Exception {
        return StrictJson.mapper().readTree(Files.readString(file));
    }

    private static HttpResponse<String> get(URI url, String key, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve("/api/v1/users")).header("Authorization", "Bearer " + key);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
