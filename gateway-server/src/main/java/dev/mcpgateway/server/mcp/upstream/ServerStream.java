package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.mcp.process.Throttle;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.EventReader;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stream on which a server of the legacy era says what belongs to no call: opened again when it is closed, unless the server
 * offers none. Of the HTTP+SSE transport of 2024-11-05 it is the only one, and the connection ends with it.
 */
final class ServerStream implements Runnable {
    private static final int OK = 200;
    private static final int UNASKED_PER_SECOND = 1_000;
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    private final RemoteUpstream upstream;
    private final RemoteWire wire;
    private final @Nullable CompletableFuture<Void> endpoint;
    private final Throttle unasked = new Throttle(UNASKED_PER_SECOND);
    private String lastId = "";
    private long waitMillis = FIRST_WAIT_MILLIS;
    private @Nullable Exchange open;
    private boolean isClosed;

    /** @param endpoint is done when the server has said where messages are posted to; null where it does not say that */
    ServerStream(RemoteUpstream upstream, RemoteWire wire, @Nullable CompletableFuture<Void> endpoint) {
        this.upstream = upstream;
        this.wire = wire;
        this.endpoint = endpoint;
    }

    @Override
    public void run() {
        boolean isOffered = false;
        try (Exchange exchange = wire.exchange()) {
            if (!begins(exchange)) {
                return;
            }
            Session session = wire.session();
            exchange.send(wire.listen(session, lastId));
            upstream.reached();
            isOffered = exchange.status() == OK && exchange.mediaType().equals(RemoteWire.EVENTS);
            if (isOffered) {
                waitMillis = FIRST_WAIT_MILLIS;
                read(exchange);
            }
        } catch (UnreachableException gone) {
            if (endpoint != null) {
                end("cannot be reached: " + gone.getMessage());
                return;
            }
            upstream.unreachable(gone);
            isOffered = true;
        } catch (IOException broken) {
            isOffered = true;
        } catch (UpstreamException refused) {
            isOffered = false;
        }
        if (endpoint != null) {
            end("closed its stream");
        } else if (isOffered) {
            again();
        }
    }

    private synchronized boolean begins(Exchange exchange) {
        open = exchange;
        return !isClosed;
    }

    private void read(Exchange exchange) throws IOException {
        EventReader reader = new EventReader(exchange.body(), RemoteWire.MAX_MESSAGE, lastId, null);
        for (EventReader.Event event = reader.next(); event != null; event = reader.next()) {
            lastId = reader.lastId();
            Duration retry = reader.retry();
            if (retry != null) {
                waitMillis = Math.min(retry.toMillis(), LONGEST_WAIT_MILLIS);
            }
            if (endpoint != null && event.type().equals("endpoint")) {
                wire.postTo(target(new String(event.data(), StandardCharsets.UTF_8)));
                endpoint.complete(null);
            } else if (event.data().length > 0) {
                upstream.messages().receive(event.data(), null, unasked);
            }
        }
    }

    /** Where {@code reference} leads to; the headers of the server are sent to no other host. */
    private String target(String reference) {
        URI url = wire.url().uri();
        try {
            URI resolved = url.resolve(new URI(reference.strip()));
            boolean isSameOrigin = url.getScheme().equalsIgnoreCase(resolved.getScheme())
                    && String.valueOf(url.getRawAuthority()).equalsIgnoreCase(resolved.getRawAuthority());
            if (isSameOrigin) {
                String path = resolved.getRawPath().isEmpty() ? "/" : resolved.getRawPath();
                String query = resolved.getRawQuery();
                return (query == null ? path : path + "?" + query).replaceAll("[^\\x21-\\x7e]", "");
            }
        } catch (URISyntaxException malformed) {
            throw upstream.malformed("says in no URL where messages are sent to");
        }
        throw upstream.malformed("sends messages to another host");
    }

    private void again() {
        long wait;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            wait = waitMillis;
            waitMillis = Math.min(LONGEST_WAIT_MILLIS, Math.max(FIRST_WAIT_MILLIS, 2 * waitMillis));
        }
        upstream.threads().singleIn(TimeUnit.MILLISECONDS.toNanos(wait), this);
    }

    private void end(String why) {
        boolean isOver;
        synchronized (this) {
            isOver = isClosed;
        }
        if (endpoint != null && !endpoint.isDone()) {
            endpoint.completeExceptionally(new UpstreamException(Reason.ENDED, upstream.label() + " " + why));
        } else if (!isOver) {
            upstream.end(why);
        }
    }

    void close() {
        Exchange last;
        synchronized (this) {
            isClosed = true;
            last = open;
        }
        if (last != null) {
            last.abort();
        }
    }
}
