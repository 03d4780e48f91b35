package dev.mcpgateway.server.api;

import dev.mcpgateway.server.http.Match;
import dev.mcpgateway.server.http.Router;
import dev.mcpgateway.server.testing.EmptyApi;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table of the gateway's operations, for the tests that go through all of them. */
final class Operations {
    private static final List<Operation<?, ?>> ALL = EmptyApi.create().operations();
    private static final Router<Operation<?, ?>> ROUTER = router();

    private Operations() {}

    static List<Operation<?, ?>> all() {
        return ALL;
    }

    static Operation<?, ?> of(String id) {
        return ALL.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation is called " + id));
    }

    /** The operation that a request is for, if it is for one. */
    static Optional<Operation<?, ?>> at(String method, String target) {
        String path = target.split("\\?", 2)[0];
        List<String> segments = Arrays.stream(
                        path.substring(1).replaceFirst("/$", "").split("/", -1))
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        return ROUTER.match(method, segments) instanceof Match.Found<Operation<?, ?>> found
                ? Optional.of(found.target())
                : Optional.empty();
    }

    private static Router<Operation<?, ?>> router() {
        Router.Builder<Operation<?, ?>> router = Router.builder();
        ALL.forEach(operation -> router.add(operation.method(), operation.path(), operation));
        return router.build();
    }
}
