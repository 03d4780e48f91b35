package dev.mcpgateway.server.store;

import dev.mcpgateway.server.document.DocumentContent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The file as another program left it, kept once and for good before the gateway rewrites it and replaces its keys by hashes. */
final class Original {
    private static final Logger LOG = System.getLogger(Original.class.getName());

    private final Disk disk;
    private final StoreLocation location;

    Original(Disk disk, StoreLocation location) {
        this.disk = disk;
        this.location = location;
    }

    /** Keeps the configuration file, which holds {@code content}, where it is not the gateway's own and none is kept yet. */
    void keep(DocumentContent content) throws IOException {
        boolean isFirst = !content.isOwn() && disk.stamp(location.beforeJava()) == null;
        if (isFirst) {
            disk.copy(location.file(), location.temporaryGeneration());
            disk.rename(location.temporaryGeneration(), location.beforeJava());
            disk.forceDirectory(location.directory());
        }
        if (isFirst) {
            LOG.log(
                    Level.INFO,
                    location + " is about to be rewritten; the original is kept as " + location.beforeJava());
        }
        if (content.clearKeys() > 0) {
            LOG.log(
                    Level.INFO,
                    location + " holds " + content.clearKeys()
                            + " API keys in clear: they work, and are hashed in the background; the file is rewritten after that");
        }
    }
}
