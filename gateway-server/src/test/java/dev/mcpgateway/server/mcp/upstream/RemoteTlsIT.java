package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import dev.mcpgateway.server.mcp.upstream.http.UpstreamAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remote servers over TLS: who cannot prove to be the host that was asked for is sent nothing. */
class RemoteTlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private SSLContext context;
    private ScriptedServer server;

    @BeforeEach
    void listen() throws Exception {
        context = contextFor("mcp.example");
        server = ScriptedServer.start(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                ScriptedServer.modernWith(asked -> asked.text("secure")));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** One with a certificate of its own for {@code host}, which it trusts, too. */
    private SSLContext contextFor(String host) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        String.valueOf(PASSWORD),
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, keytool.exitValue());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, PASSWORD);
        certificates.setCertificateEntry("server", keys.getCertificate("server"));
        trusted.init(certificates);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return made;
    }

    private RunningServers connecting(String host, SSLSocketFactory factory) {
        return new RunningServers(folder)
                .dialing(new Dialer(
                        new UpstreamAddresses(
                                name -> new InetAddress[] {InetAddress.getLoopbackAddress()}, () -> false),
                        () -> factory))
                .with(RunningServers.remote("a", "https://" + host + ":" + server.port() + "/mcp", null, Map.of()))
                .start();
    }

    @Test
    void aServerThatProvesToBeTheHostIsConnectedTo() {
        try (RunningServers servers = connecting("mcp.example", context.getSocketFactory())) {
            Attachment one = servers.attach("a", "1");
            assertEquals("secure", call(one, "x"));
            assertEquals("secure", call(one, "x"));
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aServerThatIsAnotherHostOrIsNotTrustedIsSentNothing() {
        SSLSocketFactory ofJvm = (SSLSocketFactory) SSLSocketFactory.getDefault();
        for (RunningServers servers : new RunningServers[] {
            connecting("other.example", context.getSocketFactory()), connecting("mcp.example", ofJvm)
        }) {
            try (servers) {
                Attachment one = servers.attach("a", "1");
                UpstreamException failure = assertThrows(UpstreamException.class, () -> call(one, "x"));
                assertEquals("Server 'a' cannot be reached: TLS cannot be agreed on", failure.getMessage());
            }
        }
        assertEquals(0, server.asked().size());
    }
}
