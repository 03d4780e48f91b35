package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayResponseException;
import dev.mcpgateway.client.error.GatewayTimeoutException;
import dev.mcpgateway.client.spi.Attempt;
import dev.mcpgateway.client.spi.Observation;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: its attempts, its deadline, and what follows from each attempt's end. It waits for nothing itself. One thread at a time
 * uses it, handed over by what it waits on.
 */
final class Exchange<T extends @Nullable Object> {
    private static final System.Logger LOG = System.getLogger("dev.mcpgateway.client");

    private static final String CLIENT_TOKEN = "client_token";
    private static final int REQUEST_ID_LENGTH = 16;
    private static final Duration LEAST_BOUND = Duration.ofMillis(1);

    private final ClientSettings settings;
    private final PreparedCall<T> call;
    private final CallOptions options;
    private final Retrier retrier;
    private final String requestId;
    private final byte @Nullable [] body;
    private final long began;
    private int attempt;
    private long attemptBegan;
    private boolean isUnderWay;

    Exchange(ClientSettings settings, PreparedCall<T> call, CallOptions options) {
        this.settings = settings;
        this.call = call;
        this.options = options;
        this.retrier = new Retrier(options.retry(), settings.random());
        this.requestId =
                options.requestId() != null ? options.requestId() : RandomText.of(REQUEST_ID_LENGTH, settings.random());
        this.body = encode(call);
        this.began = settings.nanoTime().getAsLong();
    }

    /** What must be in no message. */
    private List<Secret> secrets() {
        Secret key = settings.key();
        return key == null
                ? call.secrets()
                : Stream.concat(call.secrets().stream(), Stream.of(key)).toList();
    }

    /** The body, the same for every attempt: the client token in it is what makes a repetition harmless. */
    private static byte @Nullable [] encode(PreparedCall<?> call) {
        Map<String, @Nullable Object> fields = call.body();
        if (fields == null) {
            return null;
        }
        if (call.takesClientToken() && !fields.containsKey(CLIENT_TOKEN)) {
            fields = new LinkedHashMap<>(fields);
            // Not of the client's random values: an application may fix those, and two calls must not have one token.
            fields.put(CLIENT_TOKEN, UUID.randomUUID().toString());
        }
        return JsonWriter.bytes(fields);
    }

    /**
     * The next attempt's request.
     *
     * @param isWaitedFor whether the calling thread waits for the answer
     */
    TransportRequest begin(boolean isWaitedFor) {
        attempt++;
        isUnderWay = true;
        attemptBegan = settings.nanoTime().getAsLong();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(options.headers());
        headers.put("Accept", "application/json");
        headers.put("X-Request-Id", requestId);
        headers.putIfAbsent("User-Agent", SdkVersion.USER_AGENT);
        if (settings.key() != null) {
            headers.put("Authorization", "Bearer " + settings.key().reveal());
        }
        if (options.ifMatch() != null) {
            headers.put("If-Match", options.ifMatch());
        }
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return new TransportRequest(
                call.operation(),
                call.method(),
                call.pathTemplate(),
                URI.create(settings.baseUrl() + call.target()),
                headers,
                body,
                bound(),
                isWaitedFor);
    }

    /** Whether the call's time has run out: nothing is to be sent any more. */
    boolean isOver() {
        return remaining().compareTo(Duration.ZERO) <= 0;
    }

    /** How long the present attempt may take. */
    private Duration bound() {
        Duration remaining = remaining();
        if (remaining.compareTo(LEAST_BOUND) < 0) {
            return LEAST_BOUND; // the wait before took longer than it should have
        }
        return remaining.compareTo(options.attemptTimeout()) < 0 ? remaining : options.attemptTimeout();
    }

    private Duration remaining() {
        return options.timeout().minusNanos(settings.nanoTime().getAsLong() - began);
    }

    Step<T> answered(TransportResponse response) {
        if (response.status() < 200 || response.status() > 299) {
            return failed(ErrorDecoder.decode(call, response, requestId, attempt, secrets()), response.status());
        }
        try {
            Step<T> done = new Step.Done<>(AnswerReader.read(call, response, attempt, this::secrets));
            ended(response.status(), null, true);
            return done;
        } catch (GatewayResponseException unexpected) {
            return failed(unexpected, response.status());
        }
    }

    /** The exchange broke. What is no fault of the connection, such as an interceptor's own exception, is thrown on. */
    Step<T> broke(Throwable cause) {
        if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
            return timedOut();
        }
        if (cause instanceof ResponseTooLargeException tooLarge) {
            String message = call + " was answered " + tooLarge.status() + ", and " + tooLarge.getMessage()
                    + ": raise maxResponseBytes, or fetch less";
            return failed(
                    new GatewayResponseException(message, tooLarge.status(), new byte[0], null), tooLarge.status());
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            String message = call + ": no connection to " + settings.origin() + " (" + reason(cause)
                    + "): is the gateway running there"
                    + (settings.origin().startsWith("https:") ? ", with TLS?" : "?");
            return failed(new GatewayConnectionException(message, true, shown(cause)), 0);
        }
        if (cause instanceof IOException) {
            String message = call + ": the exchange with " + settings.origin() + " broke (" + reason(cause) + ")"
                    + (call.isIdempotent() ? "" : "; whether it was done is not known");
            return failed(new GatewayConnectionException(message, false, shown(cause)), 0);
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("a transport failed with a checked exception of its own", cause);
    }

    Step<T> timedOut() {
        boolean isWhole = remaining().compareTo(LEAST_BOUND) < 0;
        Duration waited = isWhole ? options.timeout() : options.attemptTimeout();
        String message = call + " had no whole answer from " + settings.origin() + " within " + waited.toMillis()
                + " ms" + (call.isIdempotent() ? "" : "; whether it was done is not known");
        return failed(new GatewayTimeoutException(message, waited, null), 0);
    }

    /** The waiting thread was interrupted. */
    GatewayConnectionException interrupted(InterruptedException interrupt) {
        GatewayConnectionException failure = new GatewayConnectionException(
                call + ": the thread was interrupted while it waited", attempt == 0, interrupt);
        ended(0, failure, true);
        return failure;
    }

    private Step<T> failed(GatewayException failure, int status) {
        Duration delay = settings.transport().isClosed()
                ? null // another attempt could only say that it is closed, and not what became of this one
                : retrier.delayAfter(failure, call.isIdempotent(), attempt, remaining());
        ended(status, failure, delay == null);
        return delay == null ? new Step.Failed<>(failure) : new Step.Again<>(delay);
    }

    /** Tells of the attempt that has ended, if one was under way: a call also ends while it waits for its next one. */
    private void ended(int status, @Nullable GatewayException failure, boolean isLast) {
        boolean isToBeTold = isUnderWay;
        isUnderWay = false;
        if (!isToBeTold || (settings.observations().isEmpty() && !LOG.isLoggable(System.Logger.Level.DEBUG))) {
            return;
        }
        Duration duration = Duration.ofNanos(settings.nanoTime().getAsLong() - attemptBegan);
        Attempt ended = new Attempt(
                call.operation(),
                call.method(),
                call.pathTemplate(),
                requestId,
                attempt,
                status,
                duration,
                failure,
                isLast);
        LOG.log(System.Logger.Level.DEBUG, () -> describe(ended));
        for (Observation observation : settings.observations()) {
            try {
                observation.observe(ended);
            } catch (RuntimeException fault) {
                LOG.log(System.Logger.Level.WARNING, "an observation of " + call.operation() + " threw", fault);
            }
        }
    }

    private static String describe(Attempt ended) {
        String outcome = ended.failure() == null || ended.failure() instanceof GatewayApiException
                ? String.valueOf(ended.status())
                : ended.failure().getClass().getSimpleName();
        return ended.operation() + " " + ended.method() + " " + ended.pathTemplate() + " attempt " + ended.number()
                + ": " + outcome + " in " + ended.duration().toMillis() + " ms, request id " + ended.requestId();
    }

    /** The cause, if nothing in it must be hidden: an exception of the network may quote what it has received. */
    private @Nullable Throwable shown(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return Redactor.isHarmless(trace.toString(), secrets()) ? cause : null;
    }

    /** What the outermost exception that says anything says: the JDK wraps its own once more where a thread waits for the answer. */
    private String reason(Throwable cause) {
        String said = null;
        for (Throwable inner = cause; inner != null && said == null; inner = inner.getCause()) {
            said = inner.getMessage() != null ? inner.getMessage() : inWords(inner);
        }
        return Redactor.oneLine(said == null ? cause.getClass().getSimpleName() : said, secrets());
    }

    /** Two exceptions that {@code java.net.http} gives without a message. */
    private static @Nullable String inWords(Throwable cause) {
        if (cause instanceof UnresolvedAddressException) {
            return "the host has no address";
        }
        return cause instanceof ClosedChannelException ? "refused" : null;
    }
}
