package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The legacy era over HTTP: sessions, the stream of each call, and the one that a client opens with GET. */
final class LegacyHttp {
    private static final String SESSION = "Mcp-Session-Id";

    private final Core core;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    LegacyHttp(Core core) {
        this.core = core;
    }

    void post(Http http, ObjectNode message) throws IOException {
        if (JsonRpc.method(message).equals("initialize")) {
            Session session = new Session();
            String id = UUID.randomUUID().toString();
            sessions.put(id, session);
            http.set(SESSION, id);
            core.request(Era.LEGACY, message, session.client(), new PostReply(http, false))
                    .run();
            return;
        }
        Optional<Session> found = session(http);
        if (found.isEmpty()) {
            return;
        }
        Session session = found.get();
        switch (JsonRpc.kind(message)) {
            case RESPONSE -> {
                session.client().answered(message);
                http.empty(202);
            }
            case NOTIFICATION -> {
                core.notification(message, session.client());
                http.empty(202);
            }
            default -> request(http, message, session);
        }
    }

    private void request(Http http, ObjectNode message, Session session) throws IOException {
        if (!JsonRpc.method(message).equals("tools/call")
                && !JsonRpc.method(message).equals("prompts/get")) {
            core.request(Era.LEGACY, message, session.client(), new PostReply(http, false))
                    .run();
            return;
        }
        EventStream stream = session.open();
        stream.attach(http, 0);
        core.request(Era.LEGACY, message, session.client(), stream).run();
        stream.end();
    }

    void get(Http http) throws IOException {
        Optional<Session> session = session(http);
        if (session.isEmpty()) {
            return;
        }
        Optional<String> last = http.header("Last-Event-ID");
        if (last.isPresent()) {
            if (!session.get().resume(http, last.get())) {
                http.empty(400);
            }
        } else {
            session.get().listen(http);
        }
    }

    void delete(Http http) throws IOException {
        Optional<Session> session = session(http);
        if (session.isPresent()) {
            sessions.values().remove(session.get());
            core.gone(session.get().client());
            session.get().close();
            http.empty(204);
        }
    }

    /** The session that a request names; where there is none, the request is answered already. */
    private Optional<Session> session(Http http) throws IOException {
        Optional<String> id = http.header(SESSION);
        if (id.isEmpty()
                || !http.header("MCP-Protocol-Version")
                        .map(Era.LEGACY_VERSIONS::contains)
                        .orElse(true)) {
            http.empty(400);
            return Optional.empty();
        }
        Optional<Session> session = Optional.ofNullable(sessions.get(id.get()));
        if (session.isEmpty()) {
            http.empty(404);
        }
        return session;
    }
}
