package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * Checks the signatures of requests: {@code X-MCP-Signature} is the HMAC-SHA-256, in hex, under the API key itself.
 *
 * <ul>
 *   <li>Version 1 covers {@code <timestamp>.<body>}; a request passes once.
 *   <li>Version 2 ({@code X-MCP-Signature-Version: 2}) covers the lines {@code v2}, timestamp, nonce, method, path and query
 *       as sent, and the SHA-256 of the body in lower-case hex, with a line feed between them; {@code X-MCP-Nonce} is 16 to
 *       64 visible ASCII characters, and each passes once.
 * </ul>
 *
 * <p>{@code X-MCP-Timestamp} is in seconds since the epoch, within 300 s of this machine's clock. What passed is
 * remembered until its timestamp would not pass any more; the gateway's restart forgets it.
 */
public final class RequestSignatures {

    private static final String SIGNATURE = "X-MCP-Signature";
    private static final String VERSION = "X-MCP-Signature-Version";
    private static final String TIMESTAMP = "X-MCP-Timestamp";
    private static final String NONCE = "X-MCP-Nonce";

    private static final int SIGNATURE_DIGITS = 64;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern NONCES = Pattern.compile("[!-~]{16,64}");
    private static final int READ_AT_ONCE = 16 * 1024;

    private final ReplayMemory replays;

    /**
     * Signatures checked at a wall clock.
     *
     * @param clock the wall clock; requests may be replayed after it is set back by more than 300 s
     * @param nanoTime a monotonic clock, {@link System#nanoTime}
     */
    public RequestSignatures(Supplier<Instant> clock, LongSupplier nanoTime) {
        this(new ReplayMemory(clock, nanoTime));
    }

    RequestSignatures(ReplayMemory replays) {
        this.replays = replays;
    }

    /**
     * Lets a request pass that is signed with {@code key}, or is not signed and need not be.
     *
     * @param required whether it has to be signed; a signature that is there has to be right in any case
     * @throws KeyRefusedException when the signature is missing or wrong, too old or too new, or was seen before; or
     *     {@code rate_limit_exceeded} when more signed requests were sent in five minutes than can be remembered
     * @throws UncheckedIOException when the body cannot be read
     */
    public void check(String keyId, Secret key, boolean required, SignedRequest request) {
        if (request.headers().apply(SIGNATURE).isEmpty()) {
            if (required) {
                throw invalid();
            }
            return;
        }
        byte[] given = signature(single(request, SIGNATURE));
        String timestamp = matching(single(request, TIMESTAMP), SECONDS);
        String nonce = isVersion2(request) ? matching(single(request, NONCE), NONCES) : null;
        Mac mac = HmacSha256.keyedWith(key.reveal().getBytes(StandardCharsets.UTF_8));
        if (nonce == null) {
            mac.update(ascii(timestamp + "."));
            read(request.body(), mac::update);
        } else {
            mac.update(utf8(String.join(
                    "\n", "v2", timestamp, nonce, request.method(), request.target(), bodyDigest(request.body()))));
        }
        byte[] expected = mac.doFinal();
        if (!MessageDigest.isEqual(expected, given)) {
            throw invalid();
        }
        byte[] once = nonce == null ? expected : Sha256.digest(ascii(nonce));
        replays.requireNew(
                keyId, Long.parseLong(timestamp), ByteBuffer.wrap(once).getLong());
    }

    private static boolean isVersion2(SignedRequest request) {
        if (request.headers().apply(VERSION).isEmpty()) {
            return false;
        }
        return switch (single(request, VERSION)) {
            case "1" -> false;
            case "2" -> true;
            default -> throw invalid();
        };
    }

    private static String single(SignedRequest request, String header) {
        List<String> values = request.headers().apply(header);
        if (values.size() != 1) {
            throw invalid();
        }
        return values.get(0);
    }

    private static String matching(String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            throw invalid();
        }
        return value;
    }

    private static byte[] signature(String hex) {
        if (hex.length() != SIGNATURE_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw invalid();
        }
        return HexFormat.of().parseHex(hex);
    }

    private static String bodyDigest(SignedRequest.Body body) {
        MessageDigest digest = Sha256.start();
        read(body, digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void read(SignedRequest.Body body, Consumer<ByteBuffer> reader) {
        try (InputStream in = body.open()) {
            byte[] buffer = new byte[READ_AT_ONCE];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                reader.accept(ByteBuffer.wrap(buffer, 0, length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static KeyRefusedException invalid() {
        return new KeyRefusedException(KeyRefusal.INVALID_SIGNATURE);
    }
}
