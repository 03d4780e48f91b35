package dev.mcpgateway.server.http;

import java.io.IOException;
import java.util.List;

/** Where the events of a stream go. To be used by the stream's own thread only. */
public interface EventSink {
    /**
     * Sends and flushes one event.
     *
     * @throws IOException if the client is gone or did not take it before the write deadline, or the listener is
     *     closing
     */
    void send(ServerSentEvent event) throws IOException;

    /**
     * Sends events that are there already, with as few packets as they need.
     *
     * @throws IOException as {@link #send}
     */
    default void sendAll(List<ServerSentEvent> events) throws IOException {
        for (ServerSentEvent event : events) {
            send(event);
        }
    }

    /**
     * Sends a comment line, which clients ignore: it keeps proxies from closing a quiet stream and finds out that a
     * client is gone.
     *
     * @throws IOException as {@link #send}
     */
    void comment(String text) throws IOException;
}
