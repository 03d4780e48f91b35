package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {
    private static Request get(String target) {
        return Request.of("GET", target, Map.of(), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "/, ''",
        "/a, a",
        "/a/, a",
        "/a/b, a|b",
        "/a//b, a||b",
        "/a//, a|",
        "/a%2Fb/c, a/b|c",
        "/a%252Fb, a%2Fb",
        "/a+b, a+b",
        "/%C3%BC%e2%82%ac, ü€",
        "/%F0%9F%98%80, 😀",
        "/a/../b, a|..|b"
    })
    void aPathIsSplitRawAndDecodedOnce(String path, String joined) {
        assertEquals(joined, String.join("|", get(path).segments()));
        assertEquals(path, get(path).rawPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%FF", "/%C0%AF", "/%ED%A0%80", "/%C3", "/%F8%88%80%80%80", "/%80", "/é"})
    void aPathThatIsNotUtf8IsABadRequest(String path) {
        HttpException refusal =
                assertThrows(HttpException.class, () -> get(path).segments());
        assertEquals(400, refusal.status());
        assertEquals("path", refusal.field());
    }

    @Test
    void queryParametersAreDecodedWithPlusAsSpace() {
        Request request = get("/?a=1&b=x+y%2B&a=2&flag&&e=&%C3%BC=%26&k=a=b");
        assertEquals(
                Map.of(
                        "a", List.of("1", "2"),
                        "b", List.of("x y+"),
                        "flag", List.of(""),
                        "e", List.of(""),
                        "ü", List.of("&"),
                        "k", List.of("a=b")),
                request.queryParameters());
        assertEquals(Optional.of("1"), request.query("a"));
        assertEquals(Optional.empty(), request.query("none"));
        assertEquals(Map.of(), get("/").queryParameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?a=%FF", "/?%C0%AF=1", "/?a=ü"})
    void aQueryThatIsNotUtf8IsABadRequestThatNamesIt(String target) {
        HttpException refusal =
                assertThrows(HttpException.class, () -> get(target).queryParameters());
        assertEquals(400, refusal.status());
        assertEquals("query", refusal.field());
    }

    @Test
    void headersAreFoundWithoutRegardToCase() {
        Request request = Request.of("GET", "/", Map.of("X-Thing", "a"), new byte[0]);
        assertEquals(Optional.of("a"), request.header("x-thing"));
        assertEquals(List.of("a"), request.headers("X-THING"));
        assertEquals(Optional.empty(), request.header("other"));
        assertEquals(List.of(), request.headers("other"));
    }

    @Test
    void aBodyCanBeReadTwiceButNotPastItsLimit() {
        byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
        Request request = Request.of("POST", "/", Map.of(), content);
        assertEquals(
                HttpException.Kind.PAYLOAD_TOO_LARGE,
                assertThrows(HttpException.class, () -> request.body(1)).kind());
        assertArrayEquals(content, request.body(2));
        assertSame(request.body(2), request.body());
        assertThrows(HttpException.class, () -> request.body(1));
    }

    @Test
    void routingKeepsEverythingElse() {
        Request request = Request.of("POST", "/a?b=c", Map.of("X-Request-Id", "id"), new byte[] {1});
        Request routed = request.withPathParameters(Map.of("k", "v"));
        assertEquals(Map.of("k", "v"), routed.pathParameters());
        assertEquals(Map.of(), request.pathParameters());
        assertEquals("id", routed.id());
        assertEquals(Optional.of(Method.POST), routed.method());
        assertEquals(Optional.of("c"), routed.query("b"));
        assertSame(request.body(), routed.body());
    }

    @Test
    void filtersRunFromTheOutsideIn() throws Exception {
        List<String> order = new ArrayList<>();
        Filter first = (request, next) -> {
            order.add("first");
            return next.handle(request).withHeader("X", "first");
        };
        Filter second = (request, next) -> {
            order.add("second");
            return next.handle(request).withHeader("X", "second");
        };
        Handler handler = Handler.chain(List.of(first, second), request -> {
            order.add("handler");
            return Response.empty(200);
        });
        assertEquals("first", handler.handle(get("/")).headers().get("X").orElseThrow());
        assertEquals(List.of("first", "second", "handler"), order);
    }
}
