package dev.mcpgateway.server.api;

import dev.mcpgateway.server.http.Router;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All endpoints of the gateway, in the order in which they are documented. */
public final class OperationTable {
    private final List<Endpoint<?, ?>> endpoints;
    private final Router<BoundEndpoint<?, ?>> router;

    /** @throws IllegalStateException when two operations have one id, or one method and path */
    public OperationTable(List<List<Endpoint<?, ?>>> resources) {
        this.endpoints = resources.stream().flatMap(List::stream).toList();
        Set<String> ids = new HashSet<>();
        for (Endpoint<?, ?> endpoint : endpoints) {
            if (!ids.add(endpoint.operation().id())) {
                throw new IllegalStateException(
                        "two operations are called " + endpoint.operation().id());
            }
        }
        this.router = router(endpoints);
    }

    public List<Operation<?, ?>> operations() {
        return endpoints.stream().<Operation<?, ?>>map(Endpoint::operation).toList();
    }

    Router<BoundEndpoint<?, ?>> router() {
        return router;
    }

    private static Router<BoundEndpoint<?, ?>> router(List<Endpoint<?, ?>> endpoints) {
        Router.Builder<BoundEndpoint<?, ?>> router = Router.builder();
        for (Endpoint<?, ?> endpoint : endpoints) {
            Operation<?, ?> operation = endpoint.operation();
            router.add(operation.method(), operation.path(), BoundEndpoint.of(endpoint));
        }
        return router.build();
    }
}
