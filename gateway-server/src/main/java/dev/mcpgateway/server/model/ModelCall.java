package dev.mcpgateway.server.model;

import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.session.KeyBound;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: it ends with its key, and when what it waits for takes too long. Which wait is bounded by what, one after the other:
 *
 * <ol>
 *   <li>for a place on a connection by the {@link ModelCalls}; for that and for connecting by {@link Patience#connect()}
 *   <li>for the client's next part of the body by the listener's deadline for reads: {@link #unhurried}
 *   <li>for the server to take that part by {@link Patience#send()}
 *   <li>from the body's end for the beginning of the answer by {@link Patience#answer()}; where it begins before the end, by what is left of
 *       {@link Patience#send()}
 *   <li>for the server's next part of the answer by {@link Patience#gap()}
 *   <li>for the client to take that part by the listener's deadline for writes: {@link #unhurried}
 * </ol>
 *
 * All of the model's are looked at by {@link #tick}, so each may be over by as much as a tick.
 */
final class ModelCall implements KeyBound {
    /** Why it was ended before it was over. */
    enum Ending {
        LATE("the model took too long"),
        KEY_ENDED("its key may not be used any more"),
        STOPPING("the gateway stops");

        private final String why;

        Ending(String why) {
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private final Exchange exchange;
    private volatile KeyHolder holder;
    /** By {@link System#nanoTime}; null while nothing is waited for but the client, whose waits are bounded elsewhere. */
    private volatile @Nullable Long deadline;

    private volatile @Nullable Ending ending;

    ModelCall(Exchange exchange, KeyHolder holder) {
        this.exchange = exchange;
        this.holder = holder;
    }

    Exchange exchange() {
        return exchange;
    }

    /** From now on the upstream has this long. */
    void allow(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** From now on it is not the upstream that is waited for. */
    void unhurried() {
        deadline = null;
    }

    /** Looks after it now and then: ends it where it is late, and what it sends where that is answered already. */
    void tick(long now) {
        Long last = deadline;
        if (last == null) {
            return;
        } else if (now - last > 0) {
            end(Ending.LATE);
            return;
        }
        try {
            exchange.hearEarlyAnswer();
        } catch (IOException broken) {
            // Its own thread finds that out.
        }
    }

    /** Ends it from any thread; the first reason counts. */
    synchronized void end(Ending why) {
        if (ending == null) {
            ending = why;
        }
        exchange.abort();
    }

    /** Why it was ended; null where it was not. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /** {@code body} as it is sent: the upstream has its time for each part of it, and then for its answer. */
    InputStream paced(InputStream body, Patience patience) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                unhurried();
                int read = body.read(target, offset, count);
                allow(read < 0 ? patience.answer() : patience.send());
                return read;
            }
        };
    }

    @Override
    public KeyHolder holder() {
        return holder;
    }

    @Override
    public void follow(KeyHolder now) {
        holder = now;
    }

    @Override
    public void keyEnded() {
        end(Ending.KEY_ENDED);
    }
}
