package dev.mcpgateway.server.bridge;

import dev.mcpgateway.server.domain.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * The requests of Streamable HTTP. Where nothing listens, nothing was sent, so that is tried again for a while: a gateway that is
 * being restarted is soon there.
 */
final class GatewayHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final String BASE64 = "=?base64?";

    private final URI endpoint;
    private final Secret key;
    private final Patience patience;
    private final HttpClient client;

    GatewayHttp(URI endpoint, Secret key, Patience patience) {
        this.endpoint = endpoint;
        this.key = key;
        this.patience = patience;
        // Redirects are not followed, which is the default: the key is for one address.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    URI endpoint() {
        return endpoint;
    }

    HttpResponse<InputStream> post(Message message, Session session, Wire wire) throws IOException {
        HttpRequest.Builder request = message.isModern() ? modern(message) : in(session);
        HttpRequest built = request.header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(new SignallingBody(message.bytes(), wire::markSent))
                .build();
        try {
            return send(built, wire);
        } catch (ConnectException | HttpConnectTimeoutException absent) {
            throw absent;
        } catch (IOException broken) {
            if (wire.cut() == null && message.isRepeatable()) {
                return send(built, wire);
            }
            throw broken;
        }
    }

    /** Opens the session's own stream, or goes on with the one that {@code lastId} is of, where that is not empty. */
    HttpResponse<InputStream> get(Session session, String lastId, Wire wire) throws IOException {
        HttpRequest.Builder request = in(session).header("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        return send(request.GET().build(), wire);
    }

    /** Ends the session, if the gateway can be told in time. */
    void delete(Session session, Duration deadline) throws IOException, InterruptedException {
        client.send(in(session).timeout(deadline).DELETE().build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder in(Session session) {
        HttpRequest.Builder request = authorized();
        if (session.version() != null) {
            request.header("MCP-Protocol-Version", session.version());
        }
        if (session.id() != null) {
            request.header("Mcp-Session-Id", session.id());
        }
        return request;
    }

    private HttpRequest.Builder modern(Message message) {
        HttpRequest.Builder request = authorized()
                .header("MCP-Protocol-Version", headerValue(message.claimedVersion()))
                .header("Mcp-Method", headerValue(message.method()));
        if (!message.name().isEmpty()) {
            request.header("Mcp-Name", headerValue(message.name()));
        }
        return request;
    }

    private HttpRequest.Builder authorized() {
        return HttpRequest.newBuilder(endpoint).header("Authorization", "Bearer " + key.reveal());
    }

    /** As it is, or in the specification's form for what a header cannot hold. */
    private static String headerValue(String value) {
        boolean isPlain = value.equals(value.strip())
                && !value.startsWith(BASE64)
                && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return isPlain
                ? value
                : BASE64 + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private HttpResponse<InputStream> send(HttpRequest request, Wire wire) throws IOException {
        long deadline = System.nanoTime() + patience.connecting().toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return wire.head(client.sendAsync(request, BodyHandlers.ofInputStream()));
            } catch (ConnectException | HttpConnectTimeoutException absent) {
                if (System.nanoTime() + pause.toNanos() > deadline) {
                    throw absent;
                }
                wire.pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}
