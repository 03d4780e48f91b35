package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Secret;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * What a running server says of itself beside its lock, for those who may read its files: commands on this machine.
 *
 * @param pid its process
 * @param started when that process began, in milliseconds, by which it is told from a later one of the same number; 0 where the
 *     system does not say
 * @param url where its admin API is reached from this machine
 * @param mcpUrl where {@code /mcp} is: the same, or another port
 * @param token opens its admin API from this machine
 */
public record ServerFile(long pid, long started, URI url, URI mcpUrl, Secret token) {
    private static final Logger LOG = System.getLogger(ServerFile.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    /** That of this process. */
    public static ServerFile ofThisProcess(URI url, URI mcpUrl, Secret token) {
        ProcessHandle process = ProcessHandle.current();
        return new ServerFile(process.pid(), startOf(process), url, mcpUrl, token);
    }

    /** Writes it for the owner alone, whole or not at all; whoever holds the lock may. */
    public void write(StoreLocation location) throws IOException {
        ObjectNode content = JSON.createObjectNode()
                .put("pid", pid)
                .put("started", started)
                .put("url", url.toString())
                .put("mcp_url", mcpUrl.toString())
                .put("token", token.reveal());
        Files.deleteIfExists(location.temporaryServerFile());
        try (FileChannel channel = PrivateAccess.createFile(location.temporaryServerFile())) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(location.temporaryServerFile(), location.serverFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what is there; whoever holds the lock may. */
    public static void remove(StoreLocation location) {
        try {
            Files.deleteIfExists(location.serverFile());
        } catch (IOException failure) {
            LOG.log(Level.WARNING, location.serverFile() + " could not be removed", failure);
        }
    }

    /** What a server whose process lives has written; empty where there is none, or what a server that was killed left. */
    public static Optional<ServerFile> read(StoreLocation location) throws IOException {
        return claimed(location).filter(file -> file.process().isPresent());
    }

    /**
     * What a server has written, where a process of its number lives. Whether that is the server shows by the lock, or by an
     * answer to the token: the system reckons when a process began from its clock, so one that was set since the server's start
     * makes the server look like another process.
     */
    public static Optional<ServerFile> claimed(StoreLocation location) throws IOException {
        JsonNode content;
        try {
            content = JSON.readTree(Files.readAllBytes(location.serverFile()));
        } catch (NoSuchFileException | JsonProcessingException none) {
            return Optional.empty();
        }
        String token = content.path("token").asText("");
        if (token.isEmpty()) {
            return Optional.empty();
        }
        String url = content.path("url").asText("");
        try {
            ServerFile file = new ServerFile(
                    content.path("pid").asLong(),
                    content.path("started").asLong(),
                    URI.create(url),
                    URI.create(content.path("mcp_url").asText(url)),
                    Secret.of(token));
            return file.claimant().isPresent() ? Optional.of(file) : Optional.empty();
        } catch (IllegalArgumentException noUrl) {
            return Optional.empty();
        }
    }

    /** The server's process, while it lives. */
    public Optional<ProcessHandle> process() {
        return claimant().filter(process -> started == 0 || startOf(process) == started);
    }

    /** The process of the server's number, whichever it is. */
    public Optional<ProcessHandle> claimant() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
