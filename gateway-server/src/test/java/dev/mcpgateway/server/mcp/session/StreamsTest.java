package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now = Long.MAX_VALUE - MINUTE;
    private final Streams streams = new Streams(() -> now);

    private MessageStream kept() {
        MessageStream stream = streams.answering();
        streams.keep(stream);
        return stream;
    }

    private static Outcome result(int bytes) {
        return Outcome.result(IntNode.valueOf(1), JsonRpc.object(), bytes);
    }

    private boolean isKept(MessageStream stream) {
        return streams.position(stream.id() + "-0").isPresent();
    }

    @Test
    void eachStreamHasAnIdOfItsOwn() {
        assertFalse(streams.answering().id().equals(streams.answering().id()));
        assertFalse(streams.answering().id().equals(streams.listening().id()));
    }

    @Test
    void aPlaceIsInTheStreamThatItNames() {
        MessageStream stream = kept();
        kept();
        Streams.Position position = streams.position(stream.id() + "-17").orElseThrow();
        assertEquals(stream, position.stream());
        assertEquals(17, position.number());
        assertEquals(streams.listening(), streams.position(streams.listening().id() + "-3").orElseThrow().stream());
    }

    @Test
    void aStreamIsKeptForFiveMinutesAfterItIsOver() {
        MessageStream stream = kept();
        stream.finish(result(0));
        streams.forgetOld();
        now += 4 * MINUTE;
        streams.forgetOld();
        assertTrue(isKept(stream));
        now += 2 * MINUTE;
        streams.forgetOld();
        assertFalse(isKept(stream));
    }

    @Test
    void howLongItTookDoesNotMatter() {
        MessageStream stream = kept();
        streams.forgetOld();
        now += 60 * MINUTE;
        stream.finish(result(0));
        streams.forgetOld();
        assertTrue(isKept(stream));
    }

    @Test
    void aStreamThatGoesOnIsNotForgotten() {
        MessageStream stream = kept();
        now += 600 * MINUTE;
        streams.forgetOld();
        assertTrue(isKept(stream));
    }

    @Test
    void ofManyStreamsTheOnesThatHaveBeenOverForLongestAreForgotten() {
        List<MessageStream> all = new ArrayList<>();
        MessageStream long1 = kept();
        for (int i = 0; i < 40; i++) {
            MessageStream stream = kept();
            stream.finish(result(0));
            streams.forgetOld();
            all.add(stream);
            now++;
        }
        long1.finish(result(0));
        streams.forgetOld();
        assertTrue(isKept(long1));
        assertEquals(31, all.stream().filter(this::isKept).count());
        assertFalse(isKept(all.get(0)));
        assertTrue(isKept(all.get(39)));
    }

    @Test
    void ofLargeStreamsTheLatestIsKept() {
        MessageStream first = kept();
        first.finish(result(3 << 20));
        streams.forgetOld();
        now++;
        MessageStream second = kept();
        second.finish(result(3 << 20));
        streams.forgetOld();
        assertFalse(isKept(first));
        assertTrue(isKept(second));
    }

    @Test
    void theEndIsTheEndOfAll() {
        MessageStream stream = kept();
        streams.end();
        assertTrue(stream.isOver());
        assertTrue(streams.listening().isOver());
    }

    @Test
    void theyAreReadWhileOneIs() {
        MessageStream stream = kept();
        assertFalse(streams.areRead());
        int reader = stream.beginReading();
        assertTrue(streams.areRead());
        stream.endReading(reader);
        assertFalse(streams.areRead());
        streams.listening().beginReading();
        assertTrue(streams.areRead());
    }
}
