package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.WorkerThreads;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries an MCP client's messages between its standard input and output and a gateway. Requests are carried out beside each
 * other; anything else is with the gateway before the next line is looked at, and so is {@code initialize}, which the rest goes by.
 */
public final class Bridge implements AutoCloseable {
    private static final int PARSE_ERROR = -32700;
    private static final int SERVICE_THREADS = 8;
    private static final Duration SENT = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private final ClientInput input;
    private final Patience patience;
    private final ClientOutput output;
    private final Reasons reasons;
    private final Explanation explanation;
    private final GatewayHttp http;
    private final Answers answers;
    private final Sessions sessions;
    private final WorkerThreads workers;
    private final ScheduledThreadPoolExecutor timer;

    private final Semaphore room = new Semaphore(Limits.IN_FLIGHT);
    private final Map<JsonNode, Call> inFlight = new ConcurrentHashMap<>();
    private final Wires wires = new Wires();
    private final Wire listeningWire = new Wire();
    private final AtomicBoolean isListening = new AtomicBoolean();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final CountDownLatch inputEnded = new CountDownLatch(1);
    private final CountDownLatch dispatched = new CountDownLatch(1);
    private volatile boolean isOutputBroken;

    /**
     * A bridge that does nothing yet.
     *
     * @param endpoint where the gateway serves MCP
     * @param key may hold nothing that a header cannot
     * @param err where reasons are said
     */
    public Bridge(URI endpoint, Secret key, InputStream in, OutputStream out, PrintWriter err) {
        this(endpoint, key, in, out, err, Patience.DEFAULT);
    }

    Bridge(URI endpoint, Secret key, InputStream in, OutputStream out, PrintWriter err, Patience patience) {
        this.patience = patience;
        this.input = new ClientInput(in, this::refuseLongLine, inputEnded::countDown);
        this.output = new ClientOutput(out, this::outputBroke);
        this.reasons = new Reasons(err);
        this.explanation = new Explanation(endpoint, patience.silence());
        this.http = new GatewayHttp(endpoint, key, patience);
        this.workers = WorkerThreads.create(Limits.IN_FLIGHT + SERVICE_THREADS);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> daemon("bridge-timer", task));
        timer.setRemoveOnCancelPolicy(true);
        this.answers = new Answers(http, explanation, patience, timer);
        this.sessions = new Sessions(http, answers, output, patience, workers, wires);
    }

    /** Carries messages until standard input ends or standard output is closed, and then ends the session. */
    public void run() throws InterruptedException {
        long sweep = Math.max(1, patience.silence().toMillis() / 20);
        ScheduledFuture<?> sweeping =
                timer.scheduleWithFixedDelay(this::endSilent, sweep, sweep, TimeUnit.MILLISECONDS);
        daemon("bridge-input", input).start();
        daemon("bridge-dispatch", this::dispatch).start();
        inputEnded.await();
        if (!isOutputBroken) {
            long end = System.nanoTime() + patience.lingering().toNanos();
            if (dispatched.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                    && room.tryAcquire(Limits.IN_FLIGHT, end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                room.release(Limits.IN_FLIGHT);
            }
        }
        sweeping.cancel(false);
        close();
    }

    /** Gives up what is under way, answers the client so, and ends the session; takes about a second at most. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        listeningWire.cut(Wire.Cut.ENDED);
        wires.end();
        Session session = sessions.current();
        try {
            if (!isOutputBroken) {
                room.tryAcquire(Limits.IN_FLIGHT, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (session.id() != null) {
                http.delete(session, patience.farewell());
            }
        } catch (IOException gone) {
            // Then the session is over as well, or will be in time.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
            workers.close();
        }
    }

    private void outputBroke() {
        isOutputBroken = true;
        inputEnded.countDown();
    }

    private void dispatch() {
        try {
            for (byte[] line = input.next(); line != null; line = input.next()) {
                dispatch(line);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            dispatched.countDown();
            // Without it nothing that is read goes anywhere.
            inputEnded.countDown();
        }
    }

    private void dispatch(byte[] line) throws InterruptedException {
        Message message;
        try {
            message = Message.of(line);
        } catch (ProtocolException malformed) {
            refuse(
                    NullNode.getInstance(),
                    PARSE_ERROR,
                    "A line is no JSON-RPC message: " + malformed.getMessage() + ".");
            return;
        }
        if (message.hasUselessId()) {
            refuse(message.id(), JsonRpc.INVALID_REQUEST, "The id of a request must be a string or a number.");
        } else if (!message.isRequest()) {
            notified(message);
        } else if (message.method().equals(Message.INITIALIZE)) {
            Call call = call(message);
            carryOut(call);
        } else {
            start(call(message));
        }
    }

    private void start(Call call) throws InterruptedException {
        if (!room.tryAcquire(patience.room().toNanos(), TimeUnit.NANOSECONDS)) {
            wires.forget(call.wire());
            refuse(
                    call.request().id(),
                    JsonRpc.INTERNAL_ERROR,
                    Limits.IN_FLIGHT + " requests wait for their answers, which is the most there may be at once.");
            return;
        }
        inFlight.put(call.request().id(), call);
        workers.execute(() -> {
            try {
                carryOut(call);
            } finally {
                inFlight.remove(call.request().id(), call);
                room.release();
            }
        });
    }

    private Call call(Message request) {
        return new Call(request, wires.open(), sessions, answers, output, explanation, reasons);
    }

    private void carryOut(Call call) {
        try {
            call.run();
        } finally {
            wires.forget(call.wire());
        }
    }

    /** A notification, or an answer to a request of the gateway's. */
    private void notified(Message message) throws InterruptedException {
        @Nullable
        Call cancelled = message.method().equals(Message.CANCELLED) ? inFlight.get(message.cancelled()) : null;
        if (cancelled == null) {
            deliver(message);
            return;
        }
        cancelled.wire().awaitSent(SENT);
        // A request without a session is taken back by leaving: nobody would know which one a message is about.
        if (!cancelled.request().isModern()) {
            deliver(message);
        }
        cancelled.wire().cut(Wire.Cut.CANCELLED);
    }

    private void deliver(Message message) {
        Wire wire = wires.open();
        var late = timer.schedule(
                () -> wire.cut(Wire.Cut.SILENT), patience.sending().toNanos(), TimeUnit.NANOSECONDS);
        try {
            var response = sessions.post(message, wire).response();
            try (InputStream body = response.body()) {
                byte[] said = body.readNBytes(Limits.REFUSAL_BYTES);
                if (response.statusCode() >= 300) {
                    throw explanation.of(response, said);
                }
            }
            if (message.method().equals(Message.INITIALIZED) && isListening.compareAndSet(false, true)) {
                workers.execute(new Listening(http, sessions, output, patience, reasons, listeningWire));
            }
        } catch (GatewayException failure) {
            reasons.say(failure.text());
        } catch (IOException failure) {
            reasons.say(explanation.of(failure, message).text());
        } finally {
            late.cancel(false);
            wires.forget(wire);
        }
    }

    private void refuseLongLine() {
        refuse(NullNode.getInstance(), JsonRpc.INVALID_REQUEST, "A message may have 10 MiB at most.");
    }

    private void refuse(JsonNode id, int code, String reason) {
        reasons.say(reason);
        output.error(id, code, reason, 0);
    }

    private void endSilent() {
        wires.endSilent(patience.silence());
        if (listeningWire.isSilentFor(patience.silence())) {
            listeningWire.drop();
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
