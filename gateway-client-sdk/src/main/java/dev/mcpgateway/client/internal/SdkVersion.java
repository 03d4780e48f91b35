package dev.mcpgateway.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the client calls itself. */
final class SdkVersion {
    /** The value of User-Agent, as in {@code secure-mcp-gateway-java/1.0.0}. */
    static final String USER_AGENT = "secure-mcp-gateway-java/" + read();

    private SdkVersion() {}

    private static String read() {
        try (InputStream version = SdkVersion.class.getResourceAsStream("version.txt")) {
            if (version == null) {
                throw new IllegalStateException("version.txt is not beside the client's classes");
            }
            return new String(version.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
