package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Everybody who wants to hear of changes: legacy clients after their handshake, and the streams of {@code subscriptions/listen}. */
final class Audience {
    private record Listener(JsonNode id, JsonNode filter, Outlet outlet) {}

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Map<Listener, Client> listeners = new ConcurrentHashMap<>();

    void join(Client client) {
        clients.add(client);
    }

    void leave(Client client) {
        clients.remove(client);
        listeners.values().removeIf(client::equals);
    }

    /** Opens a listening stream: its acknowledgement goes before everything else on it. */
    void listen(Client client, JsonNode id, JsonNode filter, Outlet outlet) {
        Listener listener = new Listener(id, filter, outlet);
        ObjectNode params = JsonRpc.object();
        params.set("notifications", filter);
        // Who has the acknowledgement has all that changes from then on.
        synchronized (listener) {
            listeners.put(listener, client);
            if (!tell(listener, "notifications/subscriptions/acknowledged", params)) {
                listeners.remove(listener);
            }
        }
    }

    void stopListening(Client client, JsonNode id) {
        listeners
                .entrySet()
                .removeIf(entry ->
                        entry.getKey().id().equals(id) && entry.getValue().equals(client));
    }

    /** A list has changed; {@code list} is {@code tools}, {@code prompts} or {@code resources}. */
    void changed(String list) {
        String method = "notifications/" + list + "/list_changed";
        tell(method, JsonRpc.object(), filter -> filter.path(list + "ListChanged")
                .asBoolean());
        clients.forEach(client -> client.unsolicited().send(JsonRpc.notification(method, null)));
    }

    void updated(String uri) {
        String method = "notifications/resources/updated";
        ObjectNode params = JsonRpc.object().put("uri", uri);
        tell(method, params, filter -> contains(filter.path("resourceSubscriptions"), uri));
        for (Client client : clients) {
            if (client.subscriptions().contains(uri)) {
                client.unsolicited().send(JsonRpc.notification(method, params.deepCopy()));
            }
        }
    }

    private void tell(String method, ObjectNode params, Predicate<JsonNode> wanted) {
        listeners
                .keySet()
                .removeIf(listener -> wanted.test(listener.filter()) && !tell(listener, method, params.deepCopy()));
    }

    private static boolean tell(Listener listener, String method, ObjectNode params) {
        params.putObject("_meta").set(Era.SUBSCRIPTION_KEY, listener.id());
        synchronized (listener) {
            return listener.outlet().send(JsonRpc.notification(method, params));
        }
    }

    private static boolean contains(JsonNode uris, String uri) {
        for (JsonNode candidate : uris) {
            if (candidate.asText().equals(uri)) {
                return true;
            }
        }
        return false;
    }
}
