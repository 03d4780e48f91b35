package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.http.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may talk to {@code /mcp}, and under which host names: without this check any page could reach a gateway on its
 * visitor's machine by DNS rebinding (MCP specification, "Transports", security warning).
 *
 * <p>An Origin passes when it is a loopback name, one that is allowed by name, or one whose host is an allowed host. Host is checked
 * when the gateway is bound to loopback or an Origin is present.
 */
public final class OriginPolicy {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> origins;
    private final Set<String> hosts;
    private final boolean isLoopback;

    /**
     * A policy.
     *
     * @param origins allowed origins, as {@code https://app.example.com}
     * @param hosts allowed host names, without a port
     * @param isLoopback whether the listener is bound to loopback alone
     */
    public OriginPolicy(List<String> origins, List<String> hosts, boolean isLoopback) {
        this.origins = lowerCase(origins);
        this.hosts = lowerCase(hosts);
        this.isLoopback = isLoopback;
    }

    /** Why {@code request} is refused; empty when it is not. */
    Optional<String> refusal(Request request) {
        Optional<String> origin = request.header("Origin");
        if (origin.isPresent() && !isAllowedOrigin(origin.get())) {
            return Optional.of("Origin is not allowed: see --allow-origin");
        }
        if ((isLoopback || origin.isPresent())
                && !isAllowedHost(request.header("Host").orElse(""))) {
            return Optional.of("Host is not allowed: see --allow-host");
        }
        return Optional.empty();
    }

    private boolean isAllowedOrigin(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (origins.contains(lower)) {
            return true;
        }
        String host = hostOf(lower);
        return host != null && (LOOPBACK.contains(host) || hosts.contains(host));
    }

    private boolean isAllowedHost(String header) {
        String host = hostOf("http://" + header.toLowerCase(Locale.ROOT));
        if (host == null) {
            return false;
        }
        // Bound to every address and without a list, any name may be the gateway's own.
        return LOOPBACK.contains(host) || hosts.contains(host) || (hosts.isEmpty() && !isLoopback);
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return new URI(origin).getHost();
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static Set<String> lowerCase(List<String> texts) {
        Set<String> lower = new HashSet<>();
        texts.forEach(text -> lower.add(text.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
