package dev.mcpgateway.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two processes from working on one configuration file. The lock file stays when the lock is gone: a file that is
 * removed could be locked by one process while another one makes a new one.
 */
final class StoreLock implements AutoCloseable {
    private static final Logger LOG = System.getLogger(StoreLock.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST_PID = 32;

    /**
     * What this process holds. To find that out by trying would be fatal: on POSIX systems the closing of any channel to a
     * file drops every lock of the process on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private StoreLock(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /** Whether the lock is still this one's, as far as this process knows. */
    boolean isHeld() {
        return lock.isValid();
    }

    /** Takes the lock of {@code location}, whose directory exists. */
    static StoreLock take(StoreLocation location) throws StoreOpenException {
        Path path = location.lock();
        if (!HELD.add(path)) {
            throw new StoreOpenException(Reason.LOCKED, location + " is open in this process already");
        }
        boolean taken = false;
        try {
            FileChannel channel = PrivateAccess.openOrCreateFile(path);
            try {
                FileLock lock = lock(channel);
                if (lock == null) {
                    throw new StoreOpenException(
                            Reason.LOCKED, location + " is in use by " + owner(channel, location.serverFile()));
                }
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
                taken = true;
                return new StoreLock(path, channel, lock);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } catch (IOException failure) {
            throw new StoreOpenException(Reason.NOT_WRITABLE, path + " cannot be written: " + failure, failure);
        } finally {
            if (!taken) {
                HELD.remove(path);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, path + " could not be released", failure);
        } finally {
            HELD.remove(path);
        }
    }

    /** Locks a byte far beyond the content: where locks are binding, another process can still read who it is. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String owner(FileChannel channel, Path serverFile) throws IOException {
        String text = new String(Channels.newInputStream(channel).readNBytes(LONGEST_PID), StandardCharsets.US_ASCII);
        String pid = text.strip();
        String process = pid.matches("[0-9]+") ? "process " + pid : "another process";
        try {
            JsonNode server = MAPPER.readTree(Files.readAllBytes(serverFile));
            String url = server.path("url").asText("");
            return url.isEmpty() || !server.path("pid").asText("").equals(pid)
                    ? process
                    : process + ", the server at " + url;
        } catch (NoSuchFileException noServer) {
            return process;
        } catch (IOException unreadable) {
            LOG.log(Level.DEBUG, serverFile + " cannot be read", unreadable);
            return process;
        }
    }
}
