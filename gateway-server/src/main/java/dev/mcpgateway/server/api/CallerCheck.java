package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.keys.AdminAuthentication;
import dev.mcpgateway.server.keys.AdminAuthenticator;
import dev.mcpgateway.server.keys.BearerHeader;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.keys.MalformedHashException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells who calls the admin API: the administrator, or the holder of a user key (contract: api-keys.md, "Two kinds of key"). */
final class CallerCheck {
    private final AdminAuthenticator admins;
    private final KeyAuthenticator users;
    private final Predicate<Request> localAdmin;
    private final Function<Request, InetAddress> clients;

    /**
     * @param localAdmin tells that a request is the administrator's who works on the gateway's own machine and file
     * @param clients the address that a request comes from
     */
    CallerCheck(
            AdminAuthenticator admins,
            KeyAuthenticator users,
            Predicate<Request> localAdmin,
            Function<Request, InetAddress> clients) {
        this.admins = admins;
        this.users = users;
        this.localAdmin = localAdmin;
        this.clients = clients;
    }

    /**
     * Whose user key {@code request} brings; null where it is the administrator's.
     *
     * @throws AuthenticationException when it brings no key, or none that opens anything
     * @throws KeyRefusedException when it brings a user key that may not be used, or not from there
     */
    @Nullable
    KeyHolder holder(Request request, GatewayState state) {
        if (localAdmin.test(request)) {
            return null;
        }
        List<String> authorization = request.headers("Authorization");
        Secret presented = authorization.size() == 1 ? BearerHeader.key(authorization.get(0)) : null;
        Secret configured = state.settings().adminKey();
        boolean isHashed = configured != null && KeyHasher.isHash(configured.reveal());
        if (presented != null && isHashed && users.knows(state, presented)) {
            // To hold it against the hash of the admin key would cost an Argon2id for every call.
            return users.identify(state, presented, clients.apply(request));
        }
        AdminAuthentication outcome = administrator(request, configured, authorization);
        if (outcome == AdminAuthentication.ACCEPTED) {
            return null;
        } else if (presented == null) {
            throw AuthenticationException.of(outcome);
        }
        try {
            return users.identify(state, presented, clients.apply(request));
        } catch (KeyRefusedException refused) {
            boolean isBadKey = refused.refusal().isBadKey();
            throw isBadKey ? AuthenticationException.of(outcome) : refused;
        }
    }

    private AdminAuthentication administrator(
            Request request, @Nullable Secret configured, List<String> authorization) {
        try {
            return admins.authenticate(
                    configured, authorization, () -> clients.apply(request).getHostAddress());
        } catch (MalformedHashException unusable) {
            // The file's admin key claims to be a hash and is none: nobody can have the key to it.
            return AdminAuthentication.NOT_CONFIGURED;
        }
    }
}
