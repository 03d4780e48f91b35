package dev.mcpgateway.server.api;

import dev.mcpgateway.server.testing.ApiCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is called with success in the {@link World}, and how each error of its own is got.
 *
 * @param path the values of its path parameters, by name
 * @param body what is sent, or null
 */
record Recipe(
        String operationId,
        Map<String, String> path,
        @Nullable String body,
        List<Failure> failures) {
    /** A call that ends in an error of the operation's own; what is null is as in the success. */
    record Failure(
            ErrorCode code,
            String name,
            Map<String, String> path,
            @Nullable String body,
            @Nullable String ifMatch) {}

    static Recipe of(String operationId) {
        return new Recipe(operationId, Map.of(), null, List.of());
    }

    Recipe path(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(path);
        more.put(name, value);
        return new Recipe(operationId, Collections.unmodifiableMap(more), body, failures);
    }

    Recipe sends(String json) {
        return new Recipe(operationId, path, json, failures);
    }

    /** Fails with another body. */
    Recipe fails(ErrorCode code, String otherBody) {
        return failing(new Failure(code, "by its body", Map.of(), otherBody, null));
    }

    /** Fails with another value of a path parameter. */
    Recipe failsAt(ErrorCode code, String parameter, String value) {
        return failing(new Failure(code, "at " + parameter, Map.of(parameter, value), null, null));
    }

    Recipe failing(Failure failure) {
        List<Failure> more = new ArrayList<>(failures);
        more.add(failure);
        return new Recipe(operationId, path, body, List.copyOf(more));
    }

    ApiCall call(Operation<?, ?> operation) {
        return call(operation, Map.of());
    }

    /** The successful call with other path parameters; a name that begins with a question mark is one of the query. */
    ApiCall call(Operation<?, ?> operation, Map<String, String> others) {
        String target = operation.path().text();
        for (String parameter : operation.path().parameterNames()) {
            String value = others.getOrDefault(parameter, path.get(parameter));
            if (value == null) {
                throw new IllegalStateException(operationId + " needs a " + parameter);
            }
            target = target.replace("{" + parameter + "}", ApiCall.segment(value));
        }
        ApiCall call =
                ApiCall.of(operation.method().name(), target + query(others)).withBody(body);
        return operation.role() == Role.USER_KEY
                ? call.withHeader("Authorization", "Bearer " + World.get().key("live"))
                : call;
    }

    private static String query(Map<String, String> others) {
        return others.entrySet().stream()
                .filter(other -> other.getKey().startsWith("?"))
                .map(other -> other.getKey() + "=" + ApiCall.segment(other.getValue()))
                .findFirst()
                .orElse("");
    }

    ApiCall call(Operation<?, ?> operation, Failure failure) {
        ApiCall call = call(operation, failure.path());
        call = failure.body() == null ? call : call.withBody(failure.body());
        return failure.ifMatch() == null ? call : call.withHeader("If-Match", failure.ifMatch());
    }
}
