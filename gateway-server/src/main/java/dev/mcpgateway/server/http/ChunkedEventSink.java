package dev.mcpgateway.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what there is as one chunk. */
final class ChunkedEventSink implements EventSink {
    /** So many characters at once, and what one event has beyond that, are held in memory a second time. */
    private static final int ENOUGH = 16 * 1024;

    private final GuardedOutput out;

    ChunkedEventSink(GuardedOutput out) {
        this.out = out;
    }

    @Override
    public void send(ServerSentEvent event) throws IOException {
        write(event.frame());
    }

    @Override
    public void sendAll(List<ServerSentEvent> events) throws IOException {
        StringBuilder frames = new StringBuilder();
        for (ServerSentEvent event : events) {
            if (frames.length() > ENOUGH) {
                write(frames.toString());
                frames.setLength(0);
            }
            frames.append(event.frame());
        }
        write(frames.toString());
    }

    @Override
    public void comment(String text) throws IOException {
        StringBuilder frame = new StringBuilder();
        for (String line : ServerSentEvent.LINE_END.split(text, -1)) {
            frame.append(": ").append(line).append('\n');
        }
        write(frame.append('\n').toString());
    }

    private void write(String frame) throws IOException {
        out.write(frame.getBytes(StandardCharsets.UTF_8));
    }
}
