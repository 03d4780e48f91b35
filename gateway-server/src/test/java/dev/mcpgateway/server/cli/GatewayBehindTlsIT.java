package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --gateway-url https://…}, where a certificate that nobody vouches for stands before the gateway. */
class GatewayBehindTlsIT {
    private static final long PATIENCE_SECONDS = 60;
    private static final String PASSWORD = "changeit";

    /** The {@code Authorization} of every request that came through. */
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    private HttpsServer listener;

    @BeforeEach
    void listen() throws Exception {
        keytool(
                "-genkeypair",
                "-keystore",
                "own.p12",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost");
        keytool("-exportcert", "-keystore", "own.p12", "-rfc", "-file", "gateway.pem");
        keytool("-importcert", "-keystore", "trusted.p12", "-noprompt", "-file", "gateway.pem");
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("own.p12"))) {
            own.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        listener = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.setHttpsConfigurator(new HttpsConfigurator(context));
        listener.createContext("/", exchange -> {
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] answer = "{\"message\":\"\",\"data\":[\"seen\"]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        listener.start();
    }

    @AfterEach
    void stop() {
        listener.stop(0);
    }

    @Test
    void itIsReachedWhereItsCertificateIsInTheTrustStoreOfTheJvm() throws Exception {
        assertEquals("[\n  \"seen\"\n]\n", list("https://localhost", trusting(), 0));
        assertEquals(List.of("Bearer the-key"), List.copyOf(keys));
    }

    @Test
    void noKeyIsSentToACertificateThatIsNotTrustedOrIsForAnotherName() throws Exception {
        String untrusted = list("https://localhost", "", 1);
        assertTrue(untrusted.contains("cannot be trusted"), untrusted);
        String anotherName = list("https://127.0.0.1", trusting(), 1);
        assertTrue(anotherName.contains("cannot be trusted"), anotherName);
        assertEquals(List.of(), List.copyOf(keys));
    }

    private String trusting() {
        return "-Djavax.net.ssl.trustStore=" + folder.resolve("trusted.p12") + " -Djavax.net.ssl.trustStorePassword="
                + PASSWORD;
    }

    /** What a command says, with flags for the JVM given as users give them. */
    private String list(String url, String options, int exitCode) throws Exception {
        Path said = Files.createTempFile(folder, "said", "");
        ProcessBuilder builder = new ProcessBuilder(
                        GatewayProcess.ROOT.resolve("secure-mcp-gateway").toString(),
                        "user",
                        "list",
                        "--gateway-url",
                        url + ":" + listener.getAddress().getPort())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SECURE_MCP_GATEWAY_OPTS", options);
        builder.environment().put("ADMIN_API_KEY", "the-key");
        assertEquals(exitCode, ended(builder.start()), Files.readString(said));
        return Files.readString(said);
    }

    private void keytool(String command, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                "gateway",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        words.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "keytool", "");
        Process keytool = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertEquals(0, ended(keytool), Files.readString(said));
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it ends");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
