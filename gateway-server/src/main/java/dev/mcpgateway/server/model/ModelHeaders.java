package dev.mcpgateway.server.model;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.HeaderFields;
import dev.mcpgateway.server.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which headers go through, in both directions: what is between two hops stays there, and so do the caller's keys, cookies and addresses
 * on the way to the model, with what would make another method or path of the one that was checked, and the model's cookies and addresses
 * on the way back.
 */
final class ModelHeaders {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** RFC 9110, section 7.6.1, and what else is of one connection. */
    private static final Set<String> OF_THE_HOP = Set.of(
            "connection",
            "content-length",
            "expect",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> OF_THE_CALLER = Set.of(
            "apikey",
            "api-key",
            "authorization",
            "cf-connecting-ip",
            "cookie",
            "cookie2",
            "forwarded",
            "host",
            "origin",
            "project-id",
            "referer",
            "true-client-ip",
            "user-id",
            "via",
            "x-api-key",
            "x-client-ip",
            "x-http-method",
            "x-http-method-override",
            "x-mcp-nonce",
            "x-mcp-timestamp",
            "x-method-override",
            "x-real-ip");

    private static final List<String> OF_THE_CALLER_BEGIN = List.of(
            "x-forwarded-", "x-mcp-signature", "x-original-", "x-rewrite-", "access-control-request-", "sec-fetch-");

    /** What says who pays for a call, which with the gateway's own key is not the caller's to say. */
    private static final Set<String> OF_THE_PAYER = Set.of("openai-organization", "openai-project");

    /** The gateway's own, and those that are about the model's host. */
    private static final Set<String> OF_THE_MODEL = Set.of(
            "alt-svc",
            "clear-site-data",
            "content-location",
            "date",
            "location",
            "ratelimit",
            "ratelimit-policy",
            "refresh",
            "set-cookie",
            "set-cookie2",
            "strict-transport-security",
            "www-authenticate",
            "x-request-id");

    private ModelHeaders() {}

    /**
     * What is sent to the model of the headers of {@code request}: none that holds {@code callersKey}, wherever it is.
     *
     * @param ownKey the upstream's own; null for none
     */
    static List<Map.Entry<String, String>> toModel(Request request, Secret callersKey, @Nullable Secret ownKey) {
        Secret paying = ownKey == null || ownKey.isBlank() ? null : ownKey;
        Set<String> dropped = named(request.headers("Connection").stream());
        List<Map.Entry<String, String>> sent = new ArrayList<>();
        for (String name : request.headerNames()) {
            // Many servers hold an underscore for a hyphen.
            String known = name.toLowerCase(Locale.ROOT).replace('_', '-');
            boolean isDropped = !TOKEN.matcher(name).matches()
                    || OF_THE_HOP.contains(known)
                    || OF_THE_CALLER.contains(known)
                    || OF_THE_CALLER_BEGIN.stream().anyMatch(known::startsWith)
                    || (paying != null && OF_THE_PAYER.contains(known))
                    || dropped.contains(known);
            if (!isDropped) {
                request.headers(name).stream()
                        .filter(value -> !value.contains(callersKey.reveal()))
                        .forEach(value -> sent.add(Map.entry(name, value)));
            }
        }
        if (paying != null) {
            sent.add(Map.entry("Authorization", "Bearer " + paying.reveal()));
        }
        return sent;
    }

    /** What the client gets of the headers of an answer. */
    static HeaderFields toClient(Map<String, String> headers) {
        Set<String> dropped = named(Stream.of(headers.getOrDefault("connection", "")));
        HeaderFields passed = HeaderFields.NONE;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey();
            boolean isPassed = TOKEN.matcher(name).matches()
                    && !OF_THE_HOP.contains(name)
                    && !OF_THE_MODEL.contains(name)
                    && !name.startsWith("access-control-")
                    && !dropped.contains(name)
                    && header.getValue().chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f));
            if (isPassed) {
                passed = passed.with(name, header.getValue());
            }
        }
        return passed;
    }

    /** Those that {@code Connection} names as of this hop alone. */
    private static Set<String> named(Stream<String> connection) {
        Set<String> names = new HashSet<>();
        connection
                .flatMap(line -> Arrays.stream(line.split(",")))
                .forEach(name -> names.add(name.strip().toLowerCase(Locale.ROOT).replace('_', '-')));
        return names;
    }
}
