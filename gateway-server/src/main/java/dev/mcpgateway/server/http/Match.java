package dev.mcpgateway.server.http;

import java.util.List;
import java.util.Map;

/**
 * What a {@link Router} says of a method and a path.
 *
 * @param <T> what the routes lead to
 */
public sealed interface Match<T> {

    /** A route; the parameters are decoded and in the template's order. */
    record Found<T>(T target, Map<String, String> pathParameters) implements Match<T> {}

    /** The path is known, but not under this method; {@code allow} is what an {@code Allow} header lists. */
    record MethodNotAllowed<T>(List<Method> allow) implements Match<T> {}

    /** No route has this path. */
    record NotFound<T>() implements Match<T> {}
}
