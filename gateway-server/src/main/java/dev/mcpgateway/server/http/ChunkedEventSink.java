package dev.mcpgateway.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes each event as one chunk. */
final class ChunkedEventSink implements EventSink {
    private final GuardedOutput out;

    ChunkedEventSink(GuardedOutput out) {
        this.out = out;
    }

    @Override
    public void send(ServerSentEvent event) throws IOException {
        write(event.frame());
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
