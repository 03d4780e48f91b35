package dev.mcpgateway.server.model;

import static dev.mcpgateway.server.model.ModelScene.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Eventually;
import dev.mcpgateway.server.testing.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of any size and type, signed and not. */
class ModelUploadsIT {
    private static final String FILES = "/v1/files";
    private static final int LARGEST = 64 << 20;

    private final ModelScene scene = new ModelScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(FakeModel.sha256().digest(bytes));
    }

    private Exchange upload(byte[] body, String key) {
        return scene.send(
                ApiCall.of("POST", FILES).withBytes(body).withHeader("Content-Type", "multipart/form-data; boundary=x"),
                key);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 * 1024, 64 * 1024 + 1, 1_000_003, LARGEST})
    void aBodyOfAnySizeArrivesWhole(int length) {
        byte[] body = bytes(length);
        Exchange answer = upload(body, scene.key()).expect(200);
        assertEquals(length, answer.body().path("bytes").asInt());
        assertEquals(sha256(body), answer.body().path("sha256").asText());
        assertEquals(
                "multipart/form-data; boundary=x",
                answer.body().at("/headers/content-type").asText());
        assertEquals(
                Integer.toString(length),
                answer.body().at("/headers/content-length").asText());
    }

    @Test
    void aBodyInChunksIsSentOnWhileItComes() {
        byte[] body = bytes(2 << 20);
        InputStream gated = new InputStream() {
            private int position;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                if (position == body.length) {
                    return -1;
                }
                if (position >= 1 << 20) {
                    Eventually.await(
                            "the model has the first half", () -> scene.model().bytesSoFar() >= 512 << 10);
                }
                int given = Math.min(count, Math.min(8_000, body.length - position));
                System.arraycopy(body, position, target, offset, given);
                position += given;
                return given;
            }
        };
        HttpResponse<InputStream> answer = ModelScene.send(
                scene.request(FILES, scene.key()).POST(HttpRequest.BodyPublishers.ofInputStream(() -> gated)));
        assertEquals(200, answer.statusCode());
        assertEquals(
                sha256(body), scene.model().received().get(0).path("sha256").asText());
        assertEquals(
                "chunked",
                scene.model().received().get(0).at("/headers/transfer-encoding").asText());
    }

    @Test
    void aLargerOneIsRefusedBeforeItIsRead() {
        String answer = scene.gateway()
                .sendRaw("POST " + FILES + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + scene.key()
                        + "\r\nContent-Length: " + (LARGEST + 1) + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("\"payload_too_large\""), answer);
        assertTrue(scene.model().received().isEmpty());
    }

    @Test
    void oneThatTurnsOutLargerOnItsWayIsRefusedAndIsNoCallOfTheModel() throws Exception {
        String head = "POST " + FILES + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + scene.key()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        byte[] chunk = bytes(1 << 20);
        try (Socket socket = scene.connect(head)) {
            for (int i = 0; i < 65; i++) {
                socket.getOutputStream().write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(chunk);
                socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(500), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("\"payload_too_large\""), answer);
        }
        assertTrue(scene.model().received().isEmpty());
    }

    private ApiCall signed(byte[] body, McpScene.Key key, int version, byte[] signedBody) {
        String timestamp = Long.toString(scene.gateway().clock().instant().getEpochSecond());
        String nonce = "nonce-" + HexFormat.of().toHexDigits(signedBody.length) + version;
        byte[] message = version == 1
                ? join((timestamp + ".").getBytes(StandardCharsets.UTF_8), signedBody)
                : String.join("\n", "v2", timestamp, nonce + "0000000000", "POST", FILES + "?a=b", sha256(signedBody))
                        .getBytes(StandardCharsets.UTF_8);
        ApiCall call = ApiCall.of("POST", FILES + "?a=b")
                .withBytes(body)
                .withHeader("X-MCP-Timestamp", timestamp)
                .withHeader("X-MCP-Signature", hmac(key.secret(), message));
        return version == 1
                ? call
                : call.withHeader("X-MCP-Signature-Version", "2").withHeader("X-MCP-Nonce", nonce + "0000000000");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static String hmac(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSignedBodyIsCheckedBeforeAnyOfItIsSentOn(int version) throws IOException {
        McpScene.Key key = scene.key("\"require_signature\": true");
        for (int length : List.of(10, 3 << 20)) {
            byte[] body = bytes(length);
            Exchange answer =
                    scene.send(signed(body, key, version, body), key.secret()).expect(200);
            assertEquals(sha256(body), answer.body().path("sha256").asText());
            assertEquals(length, answer.body().path("bytes").asInt());
            answer.body()
                    .path("headers")
                    .fieldNames()
                    .forEachRemaining(name -> assertTrue(!name.startsWith("x-mcp-"), answer::toString));

            int before = scene.model().received().size();
            byte[] other = body.clone();
            other[length - 1] ^= 1;
            refused(
                    scene.send(signed(other, key, version, body), key.secret()),
                    401,
                    "invalid_signature",
                    "authentication_error");
            assertEquals(before, scene.model().received().size());
        }
        refused(upload(bytes(3 << 20), key.secret()), 401, "invalid_signature", "authentication_error");
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertTrue(left.noneMatch(path -> path.getFileName().toString().startsWith("gateway-request-")));
        }
    }

    @Test
    void aKeyThatIsRevokedWhileItsSignedBodyComesOpensNothing() throws Exception {
        McpScene.Key key = scene.key("");
        byte[] body = bytes(1 << 20);
        ApiCall call = signed(body, key, 1, body);
        StringBuilder head = new StringBuilder("POST " + FILES + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer " + key.secret() + "\r\nContent-Length: " + body.length + "\r\n");
        call.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = scene.connect(head + "\r\n")) {
            socket.getOutputStream().write(body, 0, body.length - 1);
            socket.getOutputStream().flush();
            scene.gateway()
                    .post("/api/v1/api-keys/" + key.id() + "/revoke", null)
                    .expect(200);
            socket.getOutputStream().write(body, body.length - 1, 1);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        }
        assertTrue(scene.model().received().isEmpty());
    }
}
