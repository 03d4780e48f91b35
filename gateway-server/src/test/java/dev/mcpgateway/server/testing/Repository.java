package dev.mcpgateway.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository that the tests run in, wherever in it they were started. */
public final class Repository {
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>gateway-parent</artifactId>\\s*<version>([^<]+)</version>");

    private Repository() {}

    /** The directory that holds the parent's {@code pom.xml}. */
    public static Path root() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("gateway-server/pom.xml"))) {
                return directory;
            }
        }
        throw new IllegalStateException(
                "the tests run outside the repository: " + Path.of("").toAbsolutePath());
    }

    /** The version of all modules. */
    public static String version() {
        Matcher version = VERSION.matcher(read(root().resolve("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("the parent's pom.xml has no version");
        }
        return version.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
