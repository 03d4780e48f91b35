package dev.mcpgateway.server.api;

import dev.mcpgateway.server.http.Bytes;
import dev.mcpgateway.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** What the gateway says of itself, in forms of their own. */
final class MetaRoutes {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    private final Supplier<String> metrics;
    private final Supplier<byte[]> openApi;

    MetaRoutes(Supplier<String> metrics, Supplier<byte[]> openApi) {
        this.metrics = metrics;
        this.openApi = openApi;
    }

    static final Operation<Operation.None, Response> METRICS = Operation.get("/metrics", Operation.None.class)
            .id(Tag.HEALTH, "metrics")
            .doc(
                    "Get the metrics",
                    "Prometheus text format. No label holds a key, a part of a path that a caller chose, or a person's name.")
            .role(Role.ADMIN)
            .answersContent(PROMETHEUS);

    static final Operation<Operation.None, Response> OPEN_API = Operation.get("/openapi.json", Operation.None.class)
            .id(Tag.HEALTH, "openApiDocument")
            .doc("Get this document", "The OpenAPI 3.1 description of every operation. Needs no key.")
            .role(Role.PUBLIC)
            .answersContent(JSON);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                METRICS.handledBy(
                        (in, call) -> Bytes.of(200, PROMETHEUS, metrics.get().getBytes(StandardCharsets.UTF_8))),
                OPEN_API.handledBy((in, call) -> Bytes.of(200, JSON, openApi.get())));
    }
}
