package dev.mcpgateway.client.spi;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.internal.HeaderRules;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests with a user key, so that nobody on the way can change one or send it again. A client signs its own with {@link
 * dev.mcpgateway.client.GatewayClientBuilder#signRequests()}; this is for others, as those of an MCP client:
 *
 * <pre>{@code
 * HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
 * signer.sign("POST", uri, body).forEach(request::setHeader);
 * }</pre>
 *
 * <p>Each signature passes once and for 300 seconds, so a request that is sent again is signed again. It may be used by many threads at a time.
 */
public final class RequestSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern NONCE = Pattern.compile("[!-~]{16,64}");
    private static final int NONCE_BYTES = 16;

    private final Secret key;
    private final Clock clock;
    /** Null in version 1, which has none. */
    private final @Nullable Supplier<String> nonces;

    private RequestSigner(Secret key, Clock clock, @Nullable Supplier<String> nonces) {
        HeaderRules.requireValue("the key to sign with", key.reveal());
        this.key = key;
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * Version 2, which covers time, nonce, method, path, query and body.
     *
     * @throws GatewayConfigurationException if the key is none that can be sent; the message does not hold it
     */
    public static RequestSigner v2(Secret key) {
        return v2(key, Clock.systemUTC(), Random::nonce);
    }

    /**
     * Version 2 with a clock and nonces of the application's.
     *
     * @param nonces gives 16 to 64 visible ASCII characters, and none twice
     * @throws GatewayConfigurationException if the key is none that can be sent; the message does not hold it
     */
    public static RequestSigner v2(Secret key, Clock clock, Supplier<String> nonces) {
        return new RequestSigner(key, clock, nonces);
    }

    /**
     * Version 1, for gateways that know no other. It covers time and body alone: method, path and query can be changed on the way, and of two requests
     * with the same body in one second, as two without any, the second is refused as a replay.
     *
     * @throws GatewayConfigurationException if the key is none that can be sent; the message does not hold it
     */
    public static RequestSigner v1(Secret key) {
        return v1(key, Clock.systemUTC());
    }

    /**
     * Version 1 with a clock of the application's.
     *
     * @throws GatewayConfigurationException if the key is none that can be sent; the message does not hold it
     */
    public static RequestSigner v1(Secret key, Clock clock) {
        return new RequestSigner(key, clock, null);
    }

    /**
     * The header fields of the signature, new ones at every call.
     *
     * @param method as it is sent, {@code POST}
     * @param uri where the request goes; its path and query must reach the gateway as they are, which a proxy may not let them
     * @param body the very bytes that are sent; empty where there is no body
     * @throws GatewayConfigurationException if the application's nonce is none
     */
    public Map<String, String> sign(String method, URI uri, byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-MCP-Timestamp", timestamp);
        if (nonces == null) {
            headers.put("X-MCP-Signature", signature(utf8(timestamp + "."), body));
            return headers;
        }
        String nonce = nonces.get();
        if (!NONCE.matcher(nonce).matches()) {
            throw new GatewayConfigurationException("a nonce has 16 to 64 visible ASCII characters");
        }
        String covered = String.join("\n", "v2", timestamp, nonce, method, target(uri), hex(sha256(body)));
        headers.put("X-MCP-Nonce", nonce);
        headers.put("X-MCP-Signature-Version", "2");
        headers.put("X-MCP-Signature", signature(utf8(covered)));
        return headers;
    }

    /** The request with its signature. Nothing that this covers may be changed after it. */
    public TransportRequest sign(TransportRequest request) {
        byte[] body = request.body();
        return request.withHeaders(sign(request.method(), request.uri(), body == null ? new byte[0] : body));
    }

    /** Path and query as they stand in the request line: ASCII, and without a question mark that nothing follows. */
    private static String target(URI uri) {
        URI sent = URI.create(uri.toASCIIString());
        String path = sent.getRawPath() == null || sent.getRawPath().isEmpty() ? "/" : sent.getRawPath();
        String query = sent.getRawQuery();
        return query == null || query.isEmpty() ? path : path + "?" + query;
    }

    private String signature(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(utf8(key.reveal()), ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return hex(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The version; not the key. */
    @Override
    public String toString() {
        return nonces == null ? "RequestSigner[v1]" : "RequestSigner[v2]";
    }

    /** Apart, so that who brings nonces does not wait for the source of randomness. */
    private static final class Random {
        private static final SecureRandom SOURCE = new SecureRandom();

        static String nonce() {
            byte[] bytes = new byte[NONCE_BYTES];
            SOURCE.nextBytes(bytes);
            return hex(bytes);
        }
    }
}
