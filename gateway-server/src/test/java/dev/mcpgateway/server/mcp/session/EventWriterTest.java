package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.mcpgateway.server.http.EventSink;
import dev.mcpgateway.server.http.EventStream;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.http.ServerSentEvent;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventWriterTest {
    private final MessageStream stream = new MessageStream("s");

    /** Notes what it is sent, and is gone after so many comments. */
    private static final class Sink implements EventSink {
        private final List<String> lines = new ArrayList<>();
        private int comments;

        Sink(int comments) {
            this.comments = comments;
        }

        @Override
        public void send(ServerSentEvent event) {
            lines.add(event.id() + " " + event.data());
        }

        @Override
        public void comment(String text) throws IOException {
            lines.add(":" + text);
            comments--;
            if (comments == 0) {
                throw new IOException("the client is gone");
            }
        }
    }

    private static List<String> written(Response answer) throws Exception {
        Sink sink = new Sink(0);
        ((EventStream) answer).writer().run(sink);
        return sink.lines;
    }

    private void finish() {
        stream.send(JsonRpc.notification("n", null));
        stream.finish(Outcome.result(IntNode.valueOf(1), JsonRpc.object(), 0));
    }

    @Test
    void aStreamIsWrittenToItsEnd() throws Exception {
        finish();
        assertEquals(
                List.of(
                        "s-0 ",
                        "s-1 {\"jsonrpc\":\"2.0\",\"method\":\"n\"}",
                        "s-2 {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"),
                written(EventWriter.resumable(stream, 0, true)));
        assertFalse(stream.isRead());
        assertEquals(2, stream.delivered());
    }

    @Test
    void aClientThatComesBackHasTheRest() throws Exception {
        finish();
        assertEquals(
                List.of("s-2 {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"),
                written(EventWriter.resumable(stream, 1, false)));
    }

    @Test
    void aQuietStreamIsKeptAliveWithCommentsUntilTheClientIsGone() {
        Sink sink = new Sink(3);
        EventStream answer = (EventStream) EventWriter.resumable(stream, 0, false, 1);
        assertThrows(IOException.class, () -> answer.writer().run(sink));
        assertEquals(List.of(":", ":", ":"), sink.lines);
        assertFalse(stream.isRead());
    }

    @Test
    void aStreamThatCanBeHadOnceHasNoIdsAndSaysWhenItIsOverOrItsClientLeaves() throws Exception {
        finish();
        AtomicInteger over = new AtomicInteger();
        assertEquals(
                List.of(
                        "null {\"jsonrpc\":\"2.0\",\"method\":\"n\"}",
                        "null {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"),
                written(EventWriter.once(stream, over::incrementAndGet)));
        assertEquals(1, over.get());
        EventStream cut = (EventStream) EventWriter.once(stream, over::incrementAndGet);
        assertThrows(IOException.class, () -> cut.writer().run(new EventSink() {
            @Override
            public void send(ServerSentEvent event) throws IOException {
                throw new IOException("the client is gone");
            }

            @Override
            public void comment(String text) {}
        }));
        assertEquals(2, over.get());
    }

    @Test
    void proxiesAreToldNotToCollectEvents() {
        assertEquals(
                "no",
                EventWriter.resumable(stream, 0, true)
                        .headers()
                        .get("X-Accel-Buffering")
                        .orElse(""));
    }
}
