package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.Admission;
import dev.mcpgateway.server.keys.HashingOverloadedException;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.keys.SignedRequest;
import dev.mcpgateway.server.usage.UsageMeter;
import java.net.InetAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who comes in with a user key, in the order of the contract's checks (api-keys.md), and how the others are turned away. */
public final class KeyDoor {
    private static final String SIGNATURE = "X-MCP-Signature";

    private final Supplier<GatewayState> state;
    private final KeyAuthenticator authenticator;
    private final Supplier<UsageMeter> usage;
    private final Function<Request, InetAddress> clients;
    private final BooleanSupplier urlKeys;

    /**
     * A door to {@code state}.
     *
     * @param state as it is at present
     * @param clients the address that a request comes from
     * @param urlKeys whether a key may be in a path at all at present
     */
    public KeyDoor(
            Supplier<GatewayState> state,
            KeyAuthenticator authenticator,
            Supplier<UsageMeter> usage,
            Function<Request, InetAddress> clients,
            BooleanSupplier urlKeys) {
        this.state = state;
        this.authenticator = authenticator;
        this.usage = usage;
        this.clients = clients;
        this.urlKeys = urlKeys;
    }

    /** Answers a request. */
    @FunctionalInterface
    public interface Inside {
        Response answer() throws InterruptedException;
    }

    /** What {@code inside} answers, or what is said to whom it turned away. */
    public Response answer(Inside inside) throws InterruptedException {
        try {
            return inside.answer();
        } catch (KeyRefusedException refused) {
            return KeyErrors.of(refused);
        } catch (HashingOverloadedException overloaded) {
            return KeyErrors.overloaded(overloaded);
        }
    }

    /**
     * Whose key {@code request} brings.
     *
     * @param inPath the key that is in its path, or null
     * @throws KeyRefusedException where that lets nobody in
     */
    public KeyHolder identify(Request request, @Nullable String inPath) {
        InetAddress client = clients.apply(request);
        PresentedKey presented;
        try {
            presented = PresentedKey.of(request, inPath);
        } catch (KeyRefusedException none) {
            throw authenticator.failed(none.refusal(), client);
        }
        KeyHolder holder = authenticator.identify(state.get(), presented.secret(), client);
        boolean mayBeInPath = urlKeys.getAsBoolean() && holder.key().settings().urlKey();
        if (presented.isInPath() && !mayBeInPath) {
            throw authenticator.refused(holder, KeyRefusal.INVALID_API_KEY);
        }
        return holder;
    }

    /** Who comes in without a key, as {@code keyId}. */
    KeyHolder anonymous(Request request, String keyId) {
        return authenticator.anonymous(state.get(), keyId, clients.apply(request));
    }

    /**
     * The same holder after its body, which may come bit by bit: that would keep the door open to a key that has ended since.
     *
     * @throws KeyRefusedException where it has
     */
    public KeyHolder identifyAgain(KeyHolder holder) {
        return authenticator.identifyAgain(holder, state.get());
    }

    /** Whether {@code request} says that it is signed, so that its body has to be known before it is let in. */
    public static boolean isSigned(Request request) {
        return !request.headers(SIGNATURE).isEmpty();
    }

    /**
     * Checks the signature of {@code request}, where there is one or the key asks for one.
     *
     * @throws KeyRefusedException where it is missing or wrong
     */
    public void checkSignature(KeyHolder holder, Request request, SignedRequest.Body body) {
        authenticator.checkSignature(
                holder, new SignedRequest(request.methodToken(), request.rawTarget(), request::headers, body));
    }

    /**
     * Counts a request against the limit of its key.
     *
     * @param endpoint what usage counts it under where it is one too many
     * @return what the limit says, or null where the key has none
     * @throws KeyRefusedException where it is one too many
     */
    public @Nullable Admission admit(KeyHolder holder, String endpoint) {
        try {
            return authenticator.admit(holder);
        } catch (KeyRefusedException limited) {
            usage.get().recordRateLimited(holder.known(), endpoint, holder.client());
            throw limited;
        }
    }

    /** Counts what became of a request as the key's usage. */
    public void record(KeyHolder holder, String endpoint, int status, boolean isError) {
        usage.get().record(holder.known(), endpoint, status, isError, holder.client());
    }
}
