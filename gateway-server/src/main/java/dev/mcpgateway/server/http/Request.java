package dev.mcpgateway.server.http;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request. Not thread-safe: it belongs to the thread that its handler is called on. */
public final class Request {
    /** Of a body that is sent in chunks. */
    public static final long UNKNOWN_LENGTH = Framing.CHUNKED;

    private final String id;
    private final String methodToken;
    private final URI target;
    private final Headers headers;
    private final RequestBody body;
    private final long maxBodyBytes;
    private final Supplier<InetSocketAddress> peer;
    private final Map<String, String> pathParameters;
    private @Nullable List<String> segments;
    private @Nullable Object route;
    private @Nullable Map<String, List<String>> query;

    Request(
            String id,
            String methodToken,
            URI target,
            Headers headers,
            RequestBody body,
            long maxBodyBytes,
            Supplier<InetSocketAddress> peer,
            Map<String, String> pathParameters) {
        this.id = id;
        this.methodToken = methodToken;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.maxBodyBytes = maxBodyBytes;
        this.peer = peer;
        this.pathParameters = pathParameters;
    }

    /**
     * A request that never was on a socket, for callers in the same process and for tests. Its id is that of an
     * {@code X-Request-Id} header, or {@code local}; its peer is the loopback address.
     *
     * @param target path and query, as they would be sent
     * @throws IllegalArgumentException if the target is no URI
     */
    public static Request of(String method, String target, Map<String, String> headers, byte[] body) {
        Headers fields = new Headers();
        headers.forEach(fields::set);
        String id = fields.getFirst("X-Request-Id");
        return new Request(
                id == null ? "local" : id,
                method,
                URI.create(target),
                fields,
                new RequestBody(new ByteArrayInputStream(body), body.length, IoGuard.NONE, 0),
                Long.MAX_VALUE,
                () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Map.of());
    }

    /** The caller's own {@code X-Request-Id} if it matches {@code ^[A-Za-z0-9._-]{1,64}$}, else a generated one. */
    public String id() {
        return id;
    }

    /** The method as it was sent; it may be any token. */
    public String methodToken() {
        return methodToken;
    }

    /** The method, if it is one that routes may have. */
    public Optional<Method> method() {
        return Method.of(methodToken);
    }

    /**
     * The path's segments, split at its raw slashes and then decoded once; one trailing slash does not count.
     *
     * @throws HttpException 400 if one is not percent-encoded UTF-8
     */
    public List<String> segments() {
        List<String> known = segments;
        if (known == null) {
            known = List.copyOf(RawPath.decode(rawPath()));
            segments = known;
        }
        return known;
    }

    /** The path as it was sent. */
    public String rawPath() {
        String path = target.getRawPath();
        return path == null ? "" : path;
    }

    /** The query as it was sent, without its question mark; empty where there is none. */
    public String rawQuery() {
        String raw = target.getRawQuery();
        return raw == null ? "" : raw;
    }

    /** Path and query as they were sent, the question mark between them where there is a query. */
    public String rawTarget() {
        String query = rawQuery();
        return query.isEmpty() ? rawPath() : rawPath() + "?" + query;
    }

    /**
     * The first value of a query parameter.
     *
     * @throws HttpException 400 as {@link #queryParameters}
     */
    public Optional<String> query(String name) {
        List<String> values = queryParameters().get(name);
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * All query parameters in their order, decoded once, {@code +} being a space; a name without {@code =} has the
     * empty value.
     *
     * @throws HttpException 400 that names {@code query} if one is not percent-encoded UTF-8
     */
    public Map<String, List<String>> queryParameters() {
        Map<String, List<String>> known = query;
        if (known == null) {
            known = QueryString.parse(rawQuery());
            query = known;
        }
        return known;
    }

    /** The first value of a header; names are matched without regard to case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** All values of a header, one per line that was sent. */
    public List<String> headers(String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /** The names of all headers, in some form of upper and lower case. */
    public Set<String> headerNames() {
        return Collections.unmodifiableSet(headers.keySet());
    }

    /**
     * The whole body within the listener's own limit.
     *
     * @throws HttpException as {@link #body(long)}
     */
    public byte[] body() {
        return body(maxBodyBytes);
    }

    /**
     * The whole body; not a copy, the same array each time.
     *
     * @throws HttpException 413 if it is larger than {@code maxBytes}, 408 if the client was too slow, 400 if it
     *     broke off or its chunks are malformed
     */
    public byte[] body(long maxBytes) {
        return body.whole(maxBytes);
    }

    /**
     * The body as it comes, to be read once and by nobody who asks for {@link #body}. Reading throws {@link HttpException} as
     * {@link #body(long)} does.
     *
     * @throws HttpException 413 if it is known to be larger than {@code maxBytes}
     */
    public InputStream bodyStream(long maxBytes) {
        return body.stream(maxBytes);
    }

    /** How long the body is, in bytes; {@link #UNKNOWN_LENGTH} where only its end will tell. */
    public long bodyLength() {
        return body.length();
    }

    /** The other end of the connection, which may be a proxy. */
    public InetSocketAddress peer() {
        return peer.get();
    }

    /** The parameters of the route's path, by name; empty before routing. */
    public Map<String, String> pathParameters() {
        return pathParameters;
    }

    /** The same request, its body included, with the parameters that a router found. */
    public Request withPathParameters(Map<String, String> parameters) {
        Request routed = new Request(id, methodToken, target, headers, body, maxBodyBytes, peer, parameters);
        routed.segments = segments;
        routed.query = query;
        return routed;
    }

    /** Notes what the request is answered by, for whoever looks at it when it is over. */
    public void routedTo(Object target) {
        this.route = target;
    }

    /** What {@link #routedTo} noted, or null where the request got to no route. */
    public @Nullable Object route() {
        return route;
    }
}
