package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.mcp.upstream.http.ConnectionPool;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.Request;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The requests to one remote server: where they go, the headers that its definition declares, and the session they belong to. */
final class RemoteWire implements AutoCloseable {
    /** The most bytes of a message. */
    static final int MAX_MESSAGE = 10 << 20;

    static final String EVENTS = "text/event-stream";
    private static final String VERSION = "MCP-Protocol-Version";

    /** What HTTP or MCP itself says in a request. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "accept",
            "accept-encoding",
            "last-event-id",
            "mcp-session-id",
            "mcp-protocol-version",
            "mcp-method",
            "mcp-name");

    private static final Pattern SESSION_ID = Pattern.compile("[\\x21-\\x7e]{1,1024}");

    /**
     * A session of the legacy era.
     *
     * @param id null where the server gave none
     * @param version that was agreed on; null before the handshake
     */
    record Session(@Nullable String id, @Nullable String version) {
        static final Session NONE = new Session(null, null);
    }

    private final HttpUrl url;
    private final Map<String, String> own;
    private final ConnectionPool pool;
    private volatile Session session = Session.NONE;
    private volatile @Nullable String offeredId;
    private volatile @Nullable String messages;

    /**
     * Requests to {@code url}.
     *
     * @param headers of the definition; those that frame a request are left out
     * @param userAgent what the gateway calls itself
     */
    RemoteWire(HttpUrl url, Map<String, Secret> headers, String userAgent, Dialer dialer) {
        this.url = url;
        this.own = new LinkedHashMap<>();
        own.put("User-Agent", userAgent);
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("user-agent")) {
                own.put("User-Agent", value.reveal());
            } else if (!RESERVED.contains(lower) && !lower.startsWith("mcp-param-")) {
                own.put(name, value.reveal());
            }
        });
        this.pool = new ConnectionPool(url, dialer);
    }

    HttpUrl url() {
        return url;
    }

    Session session() {
        return session;
    }

    /** Notes the session that the server offers in its answer to {@code initialize}; null where it keeps none. */
    void offered(@Nullable String id) {
        offeredId = id != null && SESSION_ID.matcher(id).matches() ? id : null;
    }

    /** The handshake is done: from now on requests belong to the session that was offered. */
    void agreed(String version) {
        session = new Session(offeredId, version);
    }

    /** From now on messages are posted to {@code target}, and answered on the stream of the server (HTTP+SSE, 2024-11-05). */
    void postTo(String target) {
        messages = target;
    }

    /** Whether answers come on the stream of the server alone. */
    boolean isOfOneStream() {
        return messages != null;
    }

    Exchange exchange() {
        return new Exchange(pool);
    }

    /** One whose connection no call can take away: for what calls may wait for. */
    Exchange aside() {
        return Exchange.aside(pool);
    }

    /** A message of the modern era, with {@code headers} that say what is in it. */
    Request modern(byte[] body, Map<String, String> headers, boolean isRepeatable) {
        Map<String, String> all = common("application/json, " + EVENTS);
        all.put("Content-Type", "application/json");
        all.put(VERSION, Claim.VERSION);
        all.putAll(headers);
        return new Request("POST", url.target(), all, body, isRepeatable);
    }

    /** A message of the legacy era in {@code current}. */
    Request legacy(byte[] body, Session current, boolean isRepeatable) {
        Map<String, String> all = common("application/json, " + EVENTS);
        all.put("Content-Type", "application/json");
        add(current, all);
        String target = messages;
        return new Request("POST", target == null ? url.target() : target, all, body, isRepeatable);
    }

    /** Asks for the stream of the server, or for what came on one after the event {@code lastId}, where that is not empty. */
    Request listen(Session current, String lastId) {
        Map<String, String> all = common(EVENTS);
        add(current, all);
        if (!lastId.isEmpty()) {
            all.put("Last-Event-ID", lastId.replaceAll("[^\\x20-\\x7e\\x80-\\xff]", ""));
        }
        return new Request("GET", url.target(), all, new byte[0], true);
    }

    Request delete(Session current) {
        Map<String, String> all = common("*/*");
        add(current, all);
        return new Request("DELETE", url.target(), all, new byte[0], true);
    }

    private Map<String, String> common(String accept) {
        Map<String, String> all = new LinkedHashMap<>(own);
        all.put("Accept", accept);
        return all;
    }

    private static void add(Session current, Map<String, String> all) {
        if (current.id() != null) {
            all.put("Mcp-Session-Id", current.id());
        }
        if (current.version() != null) {
            all.put(VERSION, current.version());
        }
    }

    /** Closes connections that have been idle for long. */
    void tick() {
        pool.tick();
    }

    @Override
    public void close() {
        pool.close();
    }
}
