package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A client as its session knows it: what it can do, what it wants to hear of, what it is asked, and which of its requests run. */
final class Client {
    private static final List<String> LEVELS =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");
    private static final long PATIENCE_SECONDS = 30;

    private final Outlet unsolicited;
    private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<ObjectNode>> asked = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Running running = new Running();
    private volatile JsonNode capabilities = JsonRpc.object();
    private volatile String version = Era.LEGACY_VERSIONS.get(0);
    private volatile int level = LEVELS.indexOf("info");

    /** {@code unsolicited} takes the messages that belong to no request. */
    Client(Outlet unsolicited) {
        this.unsolicited = unsolicited;
    }

    void initialized(String agreedVersion, JsonNode declared) {
        version = agreedVersion;
        capabilities = declared;
    }

    String version() {
        return version;
    }

    JsonNode capabilities() {
        return capabilities;
    }

    Outlet unsolicited() {
        return unsolicited;
    }

    Set<String> subscriptions() {
        return subscriptions;
    }

    Running running() {
        return running;
    }

    void level(String name) throws RpcError {
        int index = LEVELS.indexOf(name);
        if (index < 0) {
            throw new RpcError(RpcError.INVALID_PARAMS, "Unknown log level: " + name);
        }
        level = index;
    }

    boolean hears(String name) {
        return LEVELS.indexOf(name) >= level;
    }

    /** Puts a request to the client through {@code outlet}, and waits for its answer: a message with a result or an error. */
    ObjectNode ask(Outlet outlet, String method, ObjectNode params) throws InterruptedException, RpcError {
        String id = "fixture-" + lastId.incrementAndGet();
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        try {
            ObjectNode request = JsonRpc.request(JsonRpc.object().textNode(id), method, params);
            outlet.send(request);
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new RpcError(JsonRpc.INTERNAL_ERROR, "The client has not answered " + method);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            asked.remove(id);
        }
    }

    void answered(ObjectNode response) {
        CompletableFuture<ObjectNode> answer = asked.get(response.path("id").asText());
        if (answer != null) {
            answer.complete(response);
        }
    }
}
