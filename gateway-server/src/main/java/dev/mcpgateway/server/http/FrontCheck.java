package dev.mcpgateway.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What the JDK lets through and RFC 9112 does not. A proxy before the gateway may read such a request in another way
 * than the gateway does, so it is refused and its connection closed before any handler sees it.
 */
final class FrontCheck {
    private FrontCheck() {}

    /**
     * Passes a request whose method, target, version, Host and header values are in order.
     *
     * @throws HttpException 400 that closes the connection
     */
    static void check(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        checkVersion(
                exchange.getProtocol(), headers.getOrDefault("Host", List.of()).size());
        checkMethod(exchange.getRequestMethod());
        checkTarget(exchange.getRequestURI());
        checkValues(headers);
    }

    private static void checkVersion(String version, int hosts) {
        switch (version) {
            case "HTTP/1.1" -> {
                if (hosts != 1) {
                    throw refused("A request of HTTP/1.1 has exactly one Host header.");
                }
            }
            case "HTTP/1.0" -> {
                if (hosts > 1) {
                    throw refused("A request has at most one Host header.");
                }
            }
            default -> throw refused("The versions that are served are HTTP/1.0 and HTTP/1.1.");
        }
    }

    private static void checkMethod(String token) {
        if (Method.of(token).isEmpty() && !token.chars().allMatch(HeaderFields::isTokenCharacter)) {
            throw refused("The method is no token.");
        }
    }

    /** {@code //host/path} would be served as {@code /path}, and a fragment be dropped. */
    private static void checkTarget(URI target) {
        boolean originForm = target.getScheme() == null;
        boolean served = originForm
                ? !target.toString().startsWith("//")
                : target.getScheme().equalsIgnoreCase("http")
                        || target.getScheme().equalsIgnoreCase("https");
        if (!served || target.getRawFragment() != null) {
            throw refused("The request target is a path with an optional query, or an http URI.");
        }
    }

    private static void checkValues(Headers headers) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                if (holdsControl(value)) {
                    throw refused("A header value holds a control character.");
                }
            }
        }
    }

    private static boolean holdsControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static HttpException refused(String text) {
        return HttpException.badRequest(text).closingConnection();
    }
}
