package dev.mcpgateway.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes each event as one chunk and flushes it, with the write deadline. */
final class ChunkedEventSink implements EventSink {
    private final OutputStream out;
    private final IoGuard guard;
    private final long writeNanos;
    private long bytes;

    ChunkedEventSink(OutputStream out, IoGuard guard, long writeNanos) {
        this.out = out;
        this.guard = guard;
        this.writeNanos = writeNanos;
    }

    long bytes() {
        return bytes;
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
        byte[] content = frame.getBytes(StandardCharsets.UTF_8);
        guard.begin(writeNanos);
        try {
            out.write(content);
            out.flush();
        } finally {
            guard.end();
        }
        bytes += content.length;
    }
}
