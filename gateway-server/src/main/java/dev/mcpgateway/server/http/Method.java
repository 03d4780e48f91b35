package dev.mcpgateway.server.http;

import java.util.Optional;

/** The request methods that a route may have (RFC 9110, section 9, and RFC 5789 for PATCH). */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS;

    /** The method of this token; tokens are case-sensitive (RFC 9110, section 9.1), so {@code get} is none. */
    public static Optional<Method> of(String token) {
        return switch (token) {
            case "GET" -> Optional.of(GET);
            case "HEAD" -> Optional.of(HEAD);
            case "POST" -> Optional.of(POST);
            case "PUT" -> Optional.of(PUT);
            case "PATCH" -> Optional.of(PATCH);
            case "DELETE" -> Optional.of(DELETE);
            case "OPTIONS" -> Optional.of(OPTIONS);
            default -> Optional.empty();
        };
    }
}
