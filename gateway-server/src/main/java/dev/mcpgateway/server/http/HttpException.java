package dev.mcpgateway.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be served as it was sent. The text is public: it goes to the client, so it never holds a
 * secret, a path of the server's disk or an internal cause. There is no stack trace; such a failure says something
 * about the request, not about this program.
 */
public final class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the request is refused, and with which status. */
    public enum Kind {
        BAD_REQUEST(400),
        INVALID_JSON(400),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        REQUEST_TIMEOUT(408),
        PAYLOAD_TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status (RFC 9110, section 15.5). */
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String text;
    private final @Nullable String field;
    private final transient Map<String, String> headers;
    private final boolean closeConnection;

    private HttpException(
            Kind kind, String text, @Nullable String field, Map<String, String> headers, boolean closeConnection) {
        super(text, null, false, false);
        this.kind = kind;
        this.text = text;
        this.field = field;
        this.headers = headers;
        this.closeConnection = closeConnection;
    }

    /** A refusal of this kind with this public text. */
    public static HttpException of(Kind kind, String text) {
        return new HttpException(kind, text, null, Map.of(), false);
    }

    /** 400 for the request as a whole. */
    public static HttpException badRequest(String text) {
        return of(Kind.BAD_REQUEST, text);
    }

    /** 400 for one field or part of the request, which is named. */
    public static HttpException badRequest(String field, String text) {
        return new HttpException(Kind.BAD_REQUEST, text, field, Map.of(), false);
    }

    /** 400 for a body that is not one well-formed JSON text. */
    public static HttpException invalidJson(String text) {
        return of(Kind.INVALID_JSON, text);
    }

    /** 404 for a path that no route has. */
    public static HttpException notFound(String text) {
        return of(Kind.NOT_FOUND, text);
    }

    /** 405 with the {@code Allow} header that RFC 9110, section 15.5.6, demands. */
    public static HttpException methodNotAllowed(List<Method> allow) {
        String names = allow.stream().map(Method::name).collect(Collectors.joining(", "));
        return new HttpException(
                Kind.METHOD_NOT_ALLOWED, "This path allows " + names + ".", null, Map.of("Allow", names), false);
    }

    /** 413 for a body over the limit, in bytes; the connection is closed after the answer. */
    public static HttpException payloadTooLarge(long maxBytes) {
        String text = String.format(Locale.ROOT, "The body is larger than %d bytes.", maxBytes);
        return of(Kind.PAYLOAD_TOO_LARGE, text).closingConnection();
    }

    /** 415 for a Content-Type that is not served. */
    public static HttpException unsupportedMediaType(String text) {
        return of(Kind.UNSUPPORTED_MEDIA_TYPE, text);
    }

    /** The same refusal, after which the connection is closed. */
    public HttpException closingConnection() {
        return new HttpException(kind, text, field, headers, true);
    }

    /** The same refusal with one more header on its answer. */
    public HttpException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpException(kind, text, field, more, closeConnection);
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status, that of the kind. */
    public int status() {
        return kind.status();
    }

    /** The public sentence. */
    public String text() {
        return text;
    }

    /** The field or part of the request that is at fault, if it is one. */
    public @Nullable String field() {
        return field;
    }

    /** Headers that the answer must carry, such as {@code Allow}. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /** Whether the connection must not be used again, as its framing is in doubt. */
    public boolean closeConnection() {
        return closeConnection;
    }
}
