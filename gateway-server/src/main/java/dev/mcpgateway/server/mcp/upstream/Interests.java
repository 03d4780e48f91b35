package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to hear of a server without asking each time: that certain resources were updated, and log messages from a
 * level on (specification, "Server features: Resources" and "Utilities: Logging").
 */
final class Interests {
    private static final int MAX_RESOURCES = 1_000;

    private final Set<String> resources = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String level;

    Set<String> resources() {
        return resources;
    }

    /** Whether there is room for {@code uri}, which is remembered then. */
    boolean add(String uri) {
        return resources.size() < MAX_RESOURCES && (resources.add(uri) || resources.contains(uri));
    }

    void remove(String uri) {
        resources.remove(uri);
    }

    /** The level that was asked for, or null while none was. */
    @Nullable
    String level() {
        return level;
    }

    void level(String asked) {
        level = asked;
    }

    /** Whether the update of {@code uri} is of interest: of a resource that was subscribed to, or of a part of one. */
    boolean includesUpdateOf(String uri) {
        return resources.contains(uri) || resources.stream().anyMatch(uri::startsWith);
    }

    /** Whether a log message is of interest; without a level asked for, the server decides what it sends. */
    boolean includesLog(ObjectNode message) {
        String asked = level;
        int given = LogLevels.NAMES.indexOf(message.path("params").path("level").asText());
        return asked == null || given < 0 || given >= LogLevels.NAMES.indexOf(asked);
    }
}
