package dev.mcpgateway.server.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.Admission;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.keys.SignedRequest;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.session.Transports;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /mcp} and {@code /mcp/<key>}, where MCP clients connect. It keeps the door: Origin and Host, the key, its signature and its
 * limit are checked; what is said then is the transport's.
 */
public final class McpEndpoint implements Handler {
    private static final String PATH = "/mcp";
    private static final String METHODS = "GET, POST, DELETE, OPTIONS";
    private static final List<String> FORWARDED = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Real-IP");
    private static final long MAX_BODY = 10L << 20;

    private final Parts parts;

    /**
     * What the endpoint is made of.
     *
     * @param policy which Origins and Hosts may call at present
     * @param anonymousKeyId of the key of those who bring none, where that is allowed at present
     */
    public record Parts(
            Supplier<OriginPolicy> policy,
            KeyDoor door,
            Supplier<Optional<String>> anonymousKeyId,
            Transports transports,
            McpMetrics metrics) {}

    public McpEndpoint(Parts parts) {
        this.parts = parts;
    }

    /** Whether {@code rawPath} is {@code /mcp} or below it. */
    public static boolean serves(String rawPath) {
        return rawPath.equals(PATH) || rawPath.startsWith(PATH + "/");
    }

    @Override
    public Response handle(Request request) throws InterruptedException {
        request.routedTo(this);
        Optional<String> refusal = parts.policy().get().refusal(request);
        if (refusal.isPresent()) {
            return error(403, JsonRpc.INVALID_REQUEST, refusal.get());
        }
        Optional<String> origin = request.header("Origin");
        Response answer = request.method().filter(Method.OPTIONS::equals).isPresent()
                ? preflight(request)
                : answer(request).withHeader("Referrer-Policy", "no-referrer");
        return origin.isEmpty()
                ? answer
                : answer.withHeader("Access-Control-Allow-Origin", origin.get())
                        .withHeader(
                                "Access-Control-Expose-Headers",
                                "Mcp-Session-Id, Retry-After, RateLimit, RateLimit-Policy")
                        .withHeader("Vary", "Origin");
    }

    private Response answer(Request request) throws InterruptedException {
        List<String> segments = request.segments();
        if (segments.size() > 2) {
            throw HttpException.notFound("There is no such path: clients connect to /mcp, or to /mcp/<key>");
        }
        String inPath = segments.size() == 2 ? segments.get(1) : null;
        return parts.door().answer(() -> admitted(request, identified(request, inPath)));
    }

    private KeyHolder identified(Request request, @Nullable String inPath) {
        Optional<String> stand = parts.anonymousKeyId().get();
        return stand.isPresent() && inPath == null && !PresentedKey.isIn(request) && isUnforwarded(request)
                ? parts.door().anonymous(request, stand.get())
                : parts.door().identify(request, inPath);
    }

    /** Whether it comes from this machine itself, as far as can be told: a proxy would speak for others. */
    private static boolean isUnforwarded(Request request) {
        return FORWARDED.stream().allMatch(name -> request.header(name).isEmpty());
    }

    private Response admitted(Request request, KeyHolder first) throws InterruptedException {
        Method method = request.method().orElse(null);
        byte[] body = method == Method.POST ? request.body(MAX_BODY) : new byte[0];
        KeyHolder holder = parts.door().identifyAgain(first);
        parts.door().checkSignature(holder, request, SignedRequest.Body.of(body));
        if (method == Method.GET) {
            return parts.transports().listen(request, holder);
        } else if (method == Method.DELETE) {
            return parts.transports().end(request, holder);
        }
        return method == Method.POST
                ? posted(request, holder, body)
                : Empty.of(405).withHeader("Allow", METHODS);
    }

    private Response posted(Request request, KeyHolder holder, byte[] body) throws InterruptedException {
        if (!isJson(request)) {
            return error(415, JsonRpc.INVALID_REQUEST, "Content-Type must be application/json");
        }
        Optional<ObjectNode> message = JsonRpc.parse(body);
        if (message.isEmpty()) {
            return JsonRpc.isArray(body)
                    ? error(400, JsonRpc.INVALID_REQUEST, "The body is a batch: send one message at a time")
                    : error(400, JsonRpc.PARSE_ERROR, "The body is not one JSON-RPC message");
        }
        return switch (JsonRpc.kind(message.get())) {
            case REQUEST -> called(request, message.get(), holder);
            case NOTIFICATION, RESPONSE -> parts.transports().take(request, holder, message.get());
            case INVALID -> invalid(message.get().path("id"));
        };
    }

    private static Response invalid(JsonNode id) {
        return JsonBody.ofBytes(
                400,
                JsonRpc.bytes(JsonRpc.error(
                        JsonRpc.isId(id) ? id : null, JsonRpc.INVALID_REQUEST, "The body is no JSON-RPC 2.0 message")));
    }

    private static boolean isJson(Request request) {
        return request.header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .orElse(false);
    }

    private Response called(Request request, ObjectNode message, KeyHolder holder) throws InterruptedException {
        if (parts.transports().isFree(request, message)) {
            return parts.transports().request(request, holder, message, Metering.NOTHING);
        }
        String asked = endpoint(message);
        Admission admission = parts.door().admit(holder, asked);
        Metering metering = new KeyMetering(holder, asked, parts.door(), parts.metrics());
        Response answer;
        try {
            answer = parts.transports().request(request, holder, message, metering);
        } catch (KeyRefusedException refused) {
            answer = KeyErrors.of(refused);
        }
        return KeyErrors.withLimit(answer, admission);
    }

    /** What usage counts a call under while it is not known which tool that is. */
    private static String endpoint(ObjectNode message) {
        return JsonRpc.method(message).equals("tools/call")
                ? KeyMetering.TOOL
                        + message.path("params").path("name").asText().replaceFirst("__", "/")
                : "POST " + PATH;
    }

    private static Response preflight(Request request) {
        Response answer = Empty.of(204).withHeader("Access-Control-Allow-Methods", METHODS);
        Optional<String> asked = request.header("Access-Control-Request-Headers");
        return asked.isEmpty() ? answer : answer.withHeader("Access-Control-Allow-Headers", asked.get());
    }

    private static Response error(int status, int code, String message) {
        return JsonBody.ofBytes(status, JsonRpc.bytes(JsonRpc.error(null, code, message)));
    }
}
