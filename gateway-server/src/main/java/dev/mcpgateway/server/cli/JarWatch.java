package dev.mcpgateway.server.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** Waits for the jar that runs to be built anew. */
final class JarWatch {
    private static final long INTERVAL_MILLIS = 500;

    private final Path jar;
    private final FileTime started;

    JarWatch(Path jar) throws IOException {
        this.jar = jar;
        this.started = Files.getLastModifiedTime(jar);
    }

    static JarWatch ofRunningJar() throws IOException {
        try {
            return new JarWatch(Path.of(JarWatch.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException impossible) {
            throw new IOException("the place of the running code is no path", impossible);
        }
    }

    /** Returns when the jar is another than at the start, and whole: the same at two looks in a row. */
    void awaitChange() throws InterruptedException, IOException {
        FileTime last = started;
        while (true) {
            Thread.sleep(INTERVAL_MILLIS);
            FileTime now = modified();
            if (!now.equals(started) && now.equals(last)) {
                return;
            }
            last = now;
        }
    }

    /** While a build replaces the jar it may be missing for a moment. */
    private FileTime modified() throws IOException {
        try {
            return Files.getLastModifiedTime(jar);
        } catch (NoSuchFileException beingBuilt) {
            return started;
        }
    }
}
