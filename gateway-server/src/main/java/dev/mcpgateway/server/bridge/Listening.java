package dev.mcpgateway.server.bridge;

import dev.mcpgateway.server.mcp.upstream.http.EventReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The stream on which the gateway says what nobody asked for, opened again whenever it ends. */
final class Listening implements Runnable {
    private static final int MOST_IN_VAIN = 3;

    private final GatewayHttp http;
    private final Sessions sessions;
    private final ClientOutput output;
    private final Patience patience;
    private final Reasons reasons;
    private final Wire wire;

    private Session session;
    private String lastId = "";
    private @Nullable Duration retry;
    private int failures;
    private int renewedInVain;

    Listening(GatewayHttp http, Sessions sessions, ClientOutput output, Patience patience, Reasons reasons, Wire wire) {
        this.http = http;
        this.sessions = sessions;
        this.output = output;
        this.patience = patience;
        this.reasons = reasons;
        this.wire = wire;
        this.session = sessions.current();
    }

    /** Until it is cut, or the gateway says that there is no such stream. */
    @Override
    public void run() {
        boolean isOffered = true;
        while (isOffered && wire.cut() == null) {
            try {
                isOffered = listen();
            } catch (IOException | GatewayException failure) {
                pauseAfter(failure);
            }
        }
    }

    /** Listens once; false where there is nothing to listen to. */
    private boolean listen() throws IOException, GatewayException {
        follow(sessions.current());
        HttpResponse<InputStream> response = http.get(session, lastId, wire);
        try (InputStream body = wire.listeningTo(response.body())) {
            if (response.statusCode() == 200 && Answers.isType(response, "text/event-stream")) {
                failures = 0;
                renewedInVain = 0;
                passAll(body);
                wire.pause(patience.pauseBefore(retry, 0));
                return true;
            }
        }
        if (response.statusCode() == 404 && session.id() != null) {
            return isRenewed();
        }
        if (response.statusCode() == 405 || response.statusCode() < 400 || response.statusCode() == 404) {
            return false;
        }
        throw new GatewayException("The gateway's own messages cannot be had (" + response.statusCode() + ").", 0);
    }

    /** A gateway that knows no stream of the sessions that it begins has no such stream. */
    private boolean isRenewed() throws IOException, GatewayException {
        if (renewedInVain == MOST_IN_VAIN) {
            return false;
        }
        if (renewedInVain > 0) {
            wire.pause(patience.pauseBefore(null, renewedInVain));
        }
        renewedInVain++;
        follow(sessions.renewed(session, wire));
        return true;
    }

    private void follow(Session next) {
        if (next != session) {
            session = next;
            lastId = "";
            retry = null;
        }
    }

    private void passAll(InputStream body) throws IOException {
        EventReader events = new EventReader(body, Limits.MESSAGE_BYTES, lastId, retry);
        try {
            for (EventReader.Event event = events.next(); event != null; event = events.next()) {
                if (event.isMessage()) {
                    output.write(Message.of(event.data()).bytes());
                }
            }
        } finally {
            lastId = events.lastId();
            retry = events.retry();
        }
    }

    private void pauseAfter(Exception failure) {
        if (wire.cut() != null) {
            return;
        }
        if (failure instanceof GatewayException known) {
            reasons.say(known.text());
        }
        try {
            wire.pause(patience.pauseBefore(failures == 0 ? retry : null, failures));
            failures++;
        } catch (IOException cut) {
            // The loop sees it.
        }
    }
}
