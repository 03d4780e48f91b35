package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;

/** Answers messages of both eras, whatever they came through. */
final class Core {
    private final Spoken spoken;
    private final Audience audience = new Audience();
    private final Catalogue catalogue;
    private final Requests requests;

    Core(Spoken spoken, Seal seal) {
        this.spoken = spoken;
        catalogue = new Catalogue(seal, audience);
        requests = new Requests(spoken, catalogue);
    }

    Spoken spoken() {
        return spoken;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** What sends the one response to {@code request} through {@code outlet}, unless it is cancelled or a stream that stays open. */
    Runnable request(Era era, ObjectNode request, Client client, Outlet outlet) {
        return client.running().task(request.path("id"), () -> answer(era, request, client, outlet));
    }

    private void answer(Era era, ObjectNode request, Client client, Outlet outlet) {
        JsonNode id = request.path("id");
        String method = JsonRpc.method(request);
        ObjectNode params = request.path("params") instanceof ObjectNode object ? object : JsonRpc.object();
        try {
            if (era == Era.MODERN) {
                Modern.check(params, spoken);
            }
            if (era == Era.MODERN && method.equals("subscriptions/listen")) {
                audience.listen(client, id, params.path("notifications"), outlet);
            } else {
                outlet.send(JsonRpc.result(id, requests.result(method, new Call(era, params, client, outlet))));
            }
        } catch (RpcError error) {
            outlet.send(error.response(id));
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    void notification(ObjectNode notification, Client client) {
        switch (JsonRpc.method(notification)) {
            case "notifications/initialized" -> audience.join(client);
            case "notifications/cancelled" -> {
                JsonNode id = notification.path("params").path("requestId");
                client.running().cancel(id);
                audience.stopListening(client, id);
            }
            default -> {
                // What the fixture does nothing with.
            }
        }
    }

    void gone(Client client) {
        audience.leave(client);
    }
}
