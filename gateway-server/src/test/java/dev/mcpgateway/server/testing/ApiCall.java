package dev.mcpgateway.server.testing;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a test describes it; immutable. */
public final class ApiCall {
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;

    private ApiCall(String method, String target, Map<String, String> headers, byte @Nullable [] body) {
        this.method = method;
        this.target = target;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body;
    }

    public String method() {
        return method;
    }

    /** Path and query, percent-encoded. */
    public String target() {
        return target;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** What is sent; null for nothing. */
    public byte @Nullable [] body() {
        return body;
    }

    public static ApiCall of(String method, String target) {
        return new ApiCall(method, target, Map.of(), null);
    }

    public static ApiCall of(String method, String target, @Nullable String json) {
        return of(method, target).withBody(json);
    }

    /** With a JSON body, or without one where it is null. */
    public ApiCall withBody(@Nullable String json) {
        return json == null ? withBytes(null) : withBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    public ApiCall withBytes(byte @Nullable [] bytes) {
        return new ApiCall(method, target, headers, bytes);
    }

    public ApiCall withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiCall(method, target, more, body);
    }

    public ApiCall withMethod(String other) {
        return new ApiCall(other, target, headers, body);
    }

    public ApiCall withTarget(String other) {
        return new ApiCall(method, other, headers, body);
    }

    public String bodyText() {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target + (body == null ? "" : " " + bodyText());
    }

    /** One path segment: everything but the unreserved characters is percent-encoded (RFC 3986, section 2.3). */
    public static String segment(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
