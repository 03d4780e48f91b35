package dev.mcpgateway.client.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request as it goes out. Header fields and path may hold keys; {@link #toString()} shows neither.
 */
public final class TransportRequest {
    private final String operation;
    private final String method;
    private final String pathTemplate;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final Duration timeout;
    private final boolean isWaitedFor;

    /**
     * A request.
     *
     * @param operation the operation's id, as in {@code createUser}
     * @param pathTemplate the path with its parameters as names
     * @param uri where it goes, percent-encoded
     * @param headers its header fields; their names are taken without regard to case
     * @param body its body, which is not copied, or null
     * @param timeout how long the client waits for the whole answer
     * @param isWaitedFor whether the calling thread waits for the answer
     */
    public TransportRequest(
            String operation,
            String method,
            String pathTemplate,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration timeout,
            boolean isWaitedFor) {
        this.operation = operation;
        this.method = method;
        this.pathTemplate = pathTemplate;
        this.uri = uri;
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        this.headers = Collections.unmodifiableMap(sorted);
        this.body = body;
        this.timeout = timeout;
        this.isWaitedFor = isWaitedFor;
    }

    /** The operation's id, as in {@code createUser}. */
    public String operation() {
        return operation;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The path with its parameters as names, fit for logs and labels. */
    public String pathTemplate() {
        return pathTemplate;
    }

    /** Where it goes. Its path may hold a key. */
    public URI uri() {
        return uri;
    }

    /** The header fields, by name without regard to case. {@code Authorization} holds the key. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body, or null. It may hold secrets, and must not be changed. */
    public byte @Nullable [] body() {
        return body;
    }

    /** How long the client waits for the whole answer. It cancels the exchange by itself then; a transport may end it earlier. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Whether the calling thread waits for the answer, so that the exchange may as well be made on it. A transport that does so keeps the {@link
     * #timeout()} itself, and fails with a {@link java.net.http.HttpTimeoutException} after it and with the {@link InterruptedException} that ends
     * its wait.
     */
    public boolean isWaitedFor() {
        return isWaitedFor;
    }

    /** This request with a header field in place of one of that name, if any. */
    public TransportRequest withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    /** This request with header fields in place of those of their names, if any. */
    public TransportRequest withHeaders(Map<String, String> fields) {
        Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.putAll(fields);
        return new TransportRequest(operation, method, pathTemplate, uri, changed, body, timeout, isWaitedFor);
    }

    /** Method, path template and operation. */
    @Override
    public String toString() {
        return method + " " + pathTemplate + " (" + operation + ")";
    }
}
