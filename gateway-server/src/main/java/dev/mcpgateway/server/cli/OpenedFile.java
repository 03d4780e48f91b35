package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.LocalGateway;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.http.StrictJson;
import java.io.IOException;
import java.util.Map;

/** The configuration file itself, which no server holds: the command answers its own request. */
final class OpenedFile implements GatewayConnection {
    private final LocalGateway gateway;

    OpenedFile(LocalGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Answer send(GatewayCall call) throws CommandFailure {
        Response response = gateway.handle(Request.of(call.method(), call.target(), Map.of(), call.body()));
        if (response instanceof JsonBody body) {
            try {
                JsonNode envelope = StrictJson.mapper().readTree(body.json());
                return new Answer(body.status(), envelope);
            } catch (IOException impossible) {
                throw new IllegalStateException("an answer of the gateway is not JSON", impossible);
            }
        }
        throw new IllegalStateException(call.operation().id() + " has no answer of JSON");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
