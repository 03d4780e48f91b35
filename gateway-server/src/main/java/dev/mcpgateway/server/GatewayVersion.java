package dev.mcpgateway.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into the jar. */
public final class GatewayVersion {
    private GatewayVersion() {}

    public static String current() {
        try (InputStream in = GatewayVersion.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("the jar has no build.properties");
            }
            Properties build = new Properties();
            build.load(in);
            return build.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
