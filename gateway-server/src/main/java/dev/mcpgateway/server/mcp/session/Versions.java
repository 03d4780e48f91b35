package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The versions of MCP that are served, of two generations: the earlier ones with sessions, the later one without. */
final class Versions {
    /** Those with sessions, the newest first. */
    static final List<String> LEGACY = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    /** The one in which each request says all that is to be known. */
    static final String MODERN = "2026-07-28";

    static final List<String> ALL =
            Stream.concat(Stream.of(MODERN), LEGACY.stream()).toList();

    static final String HEADER = "MCP-Protocol-Version";

    /** The prefix of the names that a request of the later generation has in its {@code _meta}. */
    static final String META = "io.modelcontextprotocol/";

    static final String META_VERSION = META + "protocolVersion";

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Versions() {}

    /** Whether a message of the versions with sessions comes without one, and does not begin one. */
    static boolean isSessionless(Request http, ObjectNode message) {
        return http.header(LegacyTransport.SESSION).isEmpty() && !LegacyTransport.isInitialize(message);
    }

    /**
     * Whether a message is of the later generation: its header has such a version, or one that is not known and no session, or its
     * {@code _meta} claims a version.
     */
    static boolean isModern(Request http, ObjectNode message) {
        if (message.path("params").path("_meta").has(META_VERSION)) {
            return true;
        }
        Optional<String> header = http.header(HEADER);
        if (header.isEmpty() || LEGACY.contains(header.get())) {
            return false;
        }
        boolean isLater = DATE.matcher(header.get()).matches() && header.get().compareTo(MODERN) >= 0;
        return isLater || http.header(LegacyTransport.SESSION).isEmpty();
    }
}
