package dev.mcpgateway.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the target of a method and a path; built once, immutable.
 *
 * <p>A literal segment wins over a parameter, leftmost first, decided among the routes of the request's method: with
 * {@code POST /configs/search} and {@code DELETE /configs/{config}}, {@code DELETE /configs/search} is the latter.
 * HEAD is served wherever GET is.
 *
 * @param <T> what the routes lead to
 */
public final class Router<T> {
    private final Map<Integer, List<Route<T>>> routesBySegmentCount;

    private record Route<T>(Method method, PathTemplate template, T target) {}

    private Router(Map<Integer, List<Route<T>>> routesBySegmentCount) {
        this.routesBySegmentCount = routesBySegmentCount;
    }

    /** An empty table. */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /**
     * Looks a request up.
     *
     * @param methodToken the method as sent; an unknown one is allowed nowhere
     * @param segments the path's decoded segments, as {@link Request#segments()} gives them
     */
    public Match<T> match(String methodToken, List<String> segments) {
        Method method = Method.of(methodToken).orElse(null);
        List<Route<T>> candidates = routesBySegmentCount.getOrDefault(segments.size(), List.of());
        if (method != null) {
            for (Route<T> route : candidates) {
                if (route.method() == method && route.template().matches(segments)) {
                    return new Match.Found<>(route.target(), route.template().bind(segments));
                }
            }
            if (method == Method.HEAD) {
                return match("GET", segments);
            }
        }
        List<Method> allowed = allowed(segments);
        return allowed.isEmpty() ? new Match.NotFound<>() : new Match.MethodNotAllowed<>(allowed);
    }

    /**
     * The methods of every route that has this path, in the order of {@link Method}, with HEAD where GET is and
     * always OPTIONS; empty if no route has it.
     */
    public List<Method> allowed(List<String> segments) {
        Set<Method> methods = EnumSet.noneOf(Method.class);
        for (Route<T> route : routesBySegmentCount.getOrDefault(segments.size(), List.of())) {
            if (route.template().matches(segments)) {
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            return List.of();
        }
        if (methods.contains(Method.GET)) {
            methods.add(Method.HEAD);
        }
        methods.add(Method.OPTIONS);
        return List.copyOf(methods);
    }

    /**
     * Collects routes.
     *
     * @param <T> what the routes lead to
     */
    public static final class Builder<T> {
        private final List<Route<T>> routes = new ArrayList<>();

        private Builder() {}

        /** Adds a route; the order of adding does not matter. */
        public Builder<T> add(Method method, PathTemplate template, T target) {
            routes.add(new Route<>(method, template, target));
            return this;
        }

        /**
         * The finished table.
         *
         * @throws IllegalStateException if two templates of one method match exactly the same paths
         */
        public Router<T> build() {
            Map<List<Object>, PathTemplate> seen = new HashMap<>();
            for (Route<T> route : routes) {
                List<Object> key = List.of(route.method(), route.template().shape());
                PathTemplate other = seen.putIfAbsent(key, route.template());
                if (other != null) {
                    throw new IllegalStateException(
                            route.method() + " " + other + " and " + route.template() + " match the same paths");
                }
            }
            List<Route<T>> ordered = new ArrayList<>(routes);
            ordered.sort(Comparator.comparing(
                    route -> String.join("/", route.template().shape())));
            Map<Integer, List<Route<T>>> index = new HashMap<>();
            for (Route<T> route : ordered) {
                index.computeIfAbsent(route.template().segmentCount(), count -> new ArrayList<>())
                        .add(route);
            }
            index.replaceAll((count, list) -> List.copyOf(list));
            return new Router<>(Map.copyOf(index));
        }
    }
}
