package dev.mcpgateway.server.model;

import dev.mcpgateway.server.domain.GuardrailEngine;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.http.ByteStream;
import dev.mcpgateway.server.http.Cors;
import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.Admission;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.mcp.KeyDoor;
import dev.mcpgateway.server.mcp.KeyErrors;
import dev.mcpgateway.server.mcp.session.KeyWatch;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code /v1} and all below it: calls of an OpenAI-compatible API, relayed to the {@code model_upstream} of the caller's project, with
 * the keys, limits and usage of {@code /mcp} (contract: api-keys.md).
 */
public final class ModelEndpoint implements Handler, AutoCloseable {
    /** Those that are relayed; {@code TRACE}, for one, would show the upstream's key. */
    private static final List<Method> METHODS =
            List.of(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.PATCH, Method.DELETE);

    private static final String ALLOWED =
            METHODS.stream().map(Method::name).collect(Collectors.joining(", ")) + ", OPTIONS";
    private static final int MOST_CALLS_OF_A_KEY = 100;

    private final KeyDoor door;
    private final Cors cors;
    private final ModelGuardrails guardrails;
    private final ModelCalls calls;
    private final ModelRelay relay;
    private final ModelErrors errors = new ModelErrors();
    private final SpoolRoom room = new SpoolRoom();
    private final KeyPlaces places = new KeyPlaces(
            MOST_CALLS_OF_A_KEY,
            "This key has " + MOST_CALLS_OF_A_KEY + " calls under way, as many as it may have: try again later");

    /**
     * An endpoint behind {@code door}.
     *
     * @param corsOrigins the origins whose pages may call at present
     * @param dialer is closed with the endpoint
     * @param watch tells when a key may not be used any more
     */
    public ModelEndpoint(
            KeyDoor door,
            Supplier<List<String>> corsOrigins,
            GuardrailEngine guardrails,
            Dialer dialer,
            KeyWatch watch) {
        this.door = door;
        this.cors = new Cors(corsOrigins, "*");
        this.guardrails = new ModelGuardrails(guardrails);
        this.calls = new ModelCalls(dialer, watch::add, watch::remove);
        this.relay = new ModelRelay(calls, door::identifyAgain, Patience.DEFAULT);
    }

    /** Whether {@code rawPath} is {@code /v1} or below it. */
    public static boolean serves(String rawPath) {
        return ModelPath.serves(rawPath);
    }

    @Override
    public Response handle(Request request) throws InterruptedException {
        request.routedTo(this);
        Response answer = request.method().filter(Method.OPTIONS::equals).isPresent()
                ? preflight(request)
                : explained(request, () -> answered(request));
        return cors.withOrigin(answer, request.header("Origin"));
    }

    /** What {@code inside} answers, or what went wrong in it. */
    private Response explained(Request request, KeyDoor.Inside inside) throws InterruptedException {
        try {
            return door.answer(inside);
        } catch (RuntimeException failure) {
            return errors.respond(request, failure);
        }
    }

    private Response answered(Request request) throws InterruptedException {
        KeyHolder arriving = door.identify(request, null);
        Place place = places.take(arriving.known().id());
        boolean goesOn = false;
        try (Payload payload = new Payload(request, room)) {
            KeyHolder holder = signed(request, arriving, payload);
            String endpoint = ModelPath.endpoint(request);
            Admission admission = door.admit(holder, endpoint);
            ModelVisit visit = new ModelVisit(
                    request, payload, place, (status, isError) -> door.record(holder, endpoint, status, isError));
            // From here on refusals, too, are answers to a call that counts.
            Response answer = explained(request, () -> relayed(visit, holder));
            goesOn = answer instanceof ByteStream;
            if (!goesOn) {
                visit.answered(answer.status());
            }
            return KeyErrors.withLimit(answer, admission);
        } finally {
            if (!goesOn) {
                place.close();
            }
        }
    }

    private KeyHolder signed(Request request, KeyHolder arriving, Payload payload) throws InterruptedException {
        KeyHolder holder = arriving;
        if (KeyDoor.isSigned(request)) {
            payload.hold(arriving.known().id());
            holder = door.identifyAgain(arriving);
        }
        door.checkSignature(holder, request, payload::open);
        return holder;
    }

    private Response relayed(ModelVisit visit, KeyHolder admitted) {
        Request request = visit.request();
        Method method = request.method()
                .filter(METHODS::contains)
                .orElseThrow(() -> HttpException.methodNotAllowed(METHODS).withHeader("Allow", ALLOWED));
        ModelPath path = ModelPath.of(request, method);
        if (!path.isOpenTo(admitted.key().settings().scopes())) {
            throw new KeyRefusedException(KeyRefusal.INSUFFICIENT_SCOPE);
        }
        requireNoKey(request, admitted);
        visit.payload().begin();
        KeyHolder holder = door.identifyAgain(admitted);
        McpConfig config =
                holder.state().configById(holder.project().configId()).orElseThrow(ModelEndpoint::notRelayed);
        ModelUpstream upstream = upstream(config);
        guardrails.check(
                upstream,
                holder.state().settings(),
                "request=" + request.id() + " key=" + holder.known().id() + " config=" + config.id());
        return relay.relayed(visit, holder, upstream, path);
    }

    private static ModelUpstream upstream(McpConfig config) {
        ModelUpstream upstream = config.settings().modelUpstream();
        if (upstream == null) {
            throw notRelayed();
        }
        return upstream;
    }

    private static RefusedException notRelayed() {
        return RefusedException.notFound(
                "The project's configuration names no model_upstream to relay calls of /v1 to");
    }

    /** A key in the URL would go to the model's server with it. */
    private static void requireNoKey(Request request, KeyHolder holder) {
        String key = holder.secret().reveal();
        boolean isThere = request.segments().stream().anyMatch(segment -> segment.contains(key))
                || request.queryParameters().entrySet().stream()
                        .anyMatch(parameter -> parameter.getKey().contains(key)
                                || parameter.getValue().stream().anyMatch(value -> value.contains(key)));
        if (isThere) {
            throw RefusedException.badRequest("The URL holds the API key: send it in Authorization alone");
        }
    }

    private static Response preflight(Request request) {
        Response answer = Empty.of(204).withHeader("Allow", ALLOWED);
        if (request.header("Origin").isEmpty()) {
            return answer;
        }
        Optional<String> asked = request.header("Access-Control-Request-Headers");
        Response allowing =
                answer.withHeader("Access-Control-Allow-Methods", ALLOWED).withHeader("Access-Control-Max-Age", "600");
        return asked.isEmpty() ? allowing : allowing.withHeader("Access-Control-Allow-Headers", asked.get());
    }

    /** Ends all calls. */
    @Override
    public void close() {
        calls.close();
    }
}
