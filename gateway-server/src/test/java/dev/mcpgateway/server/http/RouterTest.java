package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
    private static final List<String> ROUTES = List.of(
            "GET /",
            "GET /configs",
            "POST /configs",
            "POST /configs/search",
            "GET /configs/{c}",
            "DELETE /configs/{c}",
            "GET /configs/{c}/servers",
            "POST /configs/{c}/servers/{s}",
            "GET /configs/default/servers",
            "PUT /{kind}/default/servers");

    private static Router<String> router(List<String> routes) {
        Router.Builder<String> builder = Router.builder();
        for (String route : routes) {
            int space = route.indexOf(' ');
            builder.add(
                    Method.valueOf(route.substring(0, space)), PathTemplate.parse(route.substring(space + 1)), route);
        }
        return builder.build();
    }

    private static Match<String> match(String method, String path) {
        return router(ROUTES).match(method, RawPath.decode(path));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, GET /",
        "GET, /configs, GET /configs",
        "GET, /configs/, GET /configs",
        "POST, /configs/search, POST /configs/search",
        "DELETE, /configs/search, DELETE /configs/{c}",
        "GET, /configs/search, GET /configs/{c}",
        "GET, /configs/a%2Fb, GET /configs/{c}",
        "GET, /configs/default/servers, GET /configs/default/servers",
        "GET, /configs/other/servers, GET /configs/{c}/servers",
        "PUT, /configs/default/servers, PUT /{kind}/default/servers",
        "HEAD, /configs/a, GET /configs/{c}",
        "GET, /c%6Fnfigs, GET /configs"
    })
    void aPathLeadsToItsMostLiteralRoute(String method, String path, String route) {
        assertEquals(
                route, assertInstanceOf(Match.Found.class, match(method, path)).target());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Configs",
                "/configs//",
                "//configs",
                "/configs//servers",
                "/nothing",
                "/a/b/c/d",
                "/configs/a/b"
            })
    void anUnknownPathIsNotFound(String path) {
        assertInstanceOf(Match.NotFound.class, match("GET", path));
    }

    @Test
    void anotherMethodOfAKnownPathIsToldWhichAreAllowed() {
        assertEquals(
                new Match.MethodNotAllowed<>(List.of(Method.POST, Method.OPTIONS)),
                match("GET", "/configs/a/servers/b"));
        assertEquals(
                new Match.MethodNotAllowed<>(
                        List.of(Method.GET, Method.HEAD, Method.POST, Method.DELETE, Method.OPTIONS)),
                match("PATCH", "/configs/search"),
                "the union over the literal and the parameter");
        assertInstanceOf(Match.MethodNotAllowed.class, match("BREW", "/configs"));
        assertInstanceOf(Match.MethodNotAllowed.class, match("get", "/configs"), "methods are case-sensitive");
        assertInstanceOf(Match.MethodNotAllowed.class, match("OPTIONS", "/configs"));
    }

    @Test
    void parametersAreDecodedOnce() {
        Match.Found<?> found =
                assertInstanceOf(Match.Found.class, match("POST", "/configs/a%2Fb%252F/servers/%C3%BC+x"));
        assertEquals(Map.of("c", "a/b%2F", "s", "ü+x"), found.pathParameters());
    }

    @Test
    void twoTemplatesOfOneShapeAreRefused() {
        List<String> same = List.of("GET /a/{x}/b", "GET /a/{y}/b");
        assertThrows(IllegalStateException.class, () -> router(same));
        assertEquals(
                2,
                router(List.of("GET /a/{x}", "POST /a/{y}"))
                                .allowed(List.of("a", "b"))
                                .size()
                        - 2);
    }

    @Test
    void theOrderOfAddingDoesNotMatter() {
        List<String> shuffled = new ArrayList<>(ROUTES);
        long seed = 20_261_120L;
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(shuffled, new Random(seed + round));
            Router<String> router = router(shuffled);
            for (String path : List.of("/configs/search", "/configs/default/servers", "/configs/x/servers")) {
                for (Method method : Method.values()) {
                    List<String> segments = RawPath.decode(path);
                    assertEquals(
                            router(ROUTES).match(method.name(), segments),
                            router.match(method.name(), segments),
                            () -> "seed " + seed);
                }
            }
        }
    }

    @Test
    void anUnknownPathAllowsNothing() {
        assertTrue(router(ROUTES).allowed(List.of("nothing")).isEmpty());
    }
}
