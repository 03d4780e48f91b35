package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.keys.BearerHeader;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Knows the commands that run on the server's own machine, by the token in the server's file. The token is worth nothing to
 * anybody else: the connection must come from this machine, and the request not through a proxy, whatever that proxy says of
 * where it came from.
 */
final class LocalCaller implements Predicate<Request> {
    private static final List<String> PROXY_MARKS =
            List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "Via");

    private final Secret token;
    private final InetAddress listening;

    /** @param listening the address that the server listens on: a connection from it to itself never left the machine */
    LocalCaller(Secret token, InetAddress listening) {
        this.token = token;
        this.listening = listening;
    }

    @Override
    public boolean test(Request request) {
        List<String> authorization = request.headers("Authorization");
        Secret presented = authorization.size() == 1 ? BearerHeader.key(authorization.get(0)) : null;
        return presented != null
                && isOfThisMachine(request.peer().getAddress())
                && token.matches(presented)
                && PROXY_MARKS.stream().allMatch(mark -> request.headers(mark).isEmpty());
    }

    private boolean isOfThisMachine(InetAddress peer) {
        return peer.isLoopbackAddress() || peer.equals(listening);
    }
}
