package dev.mcpgateway.server.api;

import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.OpenApiContract;
import java.util.Optional;

/** Holds an exchange against what the OpenAPI document says, and what is promised of all answers. */
final class Contract {
    private Contract() {}

    static void check(Exchange exchange) {
        if (exchange.header("X-Request-Id").isBlank()) {
            throw new AssertionError("no X-Request-Id in " + exchange);
        }
        String method = exchange.call().method();
        if (method.equals("HEAD") || method.equals("OPTIONS")) {
            return;
        }
        String contentType = exchange.headers().firstValue("Content-Type").orElse(null);
        Optional<Operation<?, ?>> operation =
                Operations.at(method, exchange.call().target());
        if (operation.isPresent()) {
            OpenApiContract.current()
                    .requireResponse(operation.get().id(), exchange.status(), contentType, exchange.bytes());
        } else {
            OpenApiContract.current().requireError(contentType, exchange.bytes());
        }
        if (exchange.status() >= 400) {
            exchange.expectErrorShape();
        }
    }
}
