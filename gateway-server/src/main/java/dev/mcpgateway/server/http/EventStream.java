package dev.mcpgateway.server.http;

/**
 * An answer that stays open: server-sent events (HTML Living Standard, section 9.2). Chunked, flushed per event; no
 * deadline while nothing is sent, the listener's write deadline on each event. When the writer returns, the stream
 * ends cleanly and the connection may be used again; when it throws, the connection is cut, so that the client sees
 * that the stream is not whole.
 *
 * @param writer sends the events, on the request's own thread
 */
public record EventStream(int status, HeaderFields headers, Writer writer) implements Response {
    private static final HeaderFields HEADERS =
            HeaderFields.of("Cache-Control", "no-store").with("Content-Type", "text/event-stream");

    /** Sends the events of one stream. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Runs until the stream is over. When the listener closes, the thread is interrupted once, between two
         * events, and sending fails from then on: returning (or throwing {@link InterruptedException}) then ends the
         * stream cleanly.
         *
         * @throws Exception to cut the stream
         */
        void run(EventSink sink) throws Exception;
    }

    /** With {@code Content-Type: text/event-stream} and {@code Cache-Control: no-store}. */
    public static EventStream of(int status, Writer writer) {
        return new EventStream(status, HEADERS, writer);
    }

    @Override
    public EventStream withHeader(String name, String value) {
        return new EventStream(status, headers.with(name, value), writer);
    }
}
