package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ?limit=…&cursor=…} on every list. */
class PagingIT {
    static List<String> lists() {
        return Operations.all().stream()
                .filter(Operation::isPaged)
                .map(Operation::id)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void pagesPutTogetherAreTheWholeList(String id) {
        Operation<?, ?> operation = Operations.of(id);
        ApiCall call = Recipes.of(operation).call(operation);
        try (TestGateway gateway = World.get().gateway().start()) {
            Exchange whole = gateway.send(call).expect(200);
            assertFalse(whole.body().has("next_cursor"), whole::toString);
            for (int limit : new int[] {1, 2, 1000}) {
                assertEquals(items(whole), pages(gateway, call, limit), "limit " + limit);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aLimitOrCursorThatIsNoneIsRefused(String id) {
        Operation<?, ?> operation = Operations.of(id);
        ApiCall call = Recipes.of(operation).call(operation);
        try (TestGateway gateway = World.get().gateway().start()) {
            for (String limit : List.of("0", "1001", "-1", "x", "", "1.0", "%2B5", "5%20", "99999999999", "%D9%A3")) {
                Exchange refused = gateway.send(call.withTarget(call.target() + "?limit=" + limit));
                refused.expect(400, "INVALID_REQUEST");
                assertEquals(List.of("limit"), refused.errorFields());
            }
            for (String cursor : List.of("", "x", "%21", "MjAyNi0wMS0wMg", "bm8gZGF0ZQ", "w7w")) {
                Exchange refused = gateway.send(call.withTarget(call.target() + "?limit=1&cursor=" + cursor));
                refused.expect(400, "INVALID_REQUEST");
                assertEquals(List.of("cursor"), refused.errorFields());
            }
            gateway.send(call.withTarget(call.target() + "?cursor=x")).expect(400, "INVALID_REQUEST");
        }
    }

    @Test
    void aCursorStaysGoodWhileItemsComeAndGo() {
        try (TestGateway gateway = TestGateway.start()) {
            Set<String> stay = new TreeSet<>();
            for (int i = 0; i < 20; i++) {
                String name = "project %02d".formatted(i);
                gateway.post("/api/v1/projects", Outgoing.object("project_name", name))
                        .expect(201);
                if (i % 3 != 0) {
                    stay.add(name);
                }
            }
            List<String> seen = new ArrayList<>();
            String cursor = "";
            int round = 0;
            do {
                Exchange page = gateway.get("/api/v1/projects?limit=3" + cursor).expect(200);
                page.data().forEach(item -> seen.add(item.get("project_name").asText()));
                JsonNode next = page.body().get("next_cursor");
                cursor = next.isNull() ? "" : "&cursor=" + next.asText();
                // The last item shown goes, among others, and new ones come.
                String last = seen.get(seen.size() - 1);
                if (!stay.contains(last)) {
                    gateway.delete("/api/v1/projects/" + ApiCall.segment(last)).expect(200);
                }
                if (round++ < 3) {
                    gateway.post("/api/v1/projects", Outgoing.object("project_name", "new " + round))
                            .expect(201);
                }
            } while (!cursor.isEmpty());
            assertTrue(seen.containsAll(stay), seen::toString);
            assertEquals(seen.size(), new TreeSet<>(seen).size(), "an item was shown twice: " + seen);
            assertTrue(seen.contains("new 1"), seen::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void serversOfOneMomentInAnyOrderAreAllPagedThrough(int limit) {
        try (TestGateway gateway = TestGateway.start()) {
            gateway.post("/api/v1/configs/import", """
                            {"config_name": "mixed", "config": {"mcp_config": [
                              {"server_name": "c", "config": {"command": "cat"}, "created_at": "2026-01-01T00:00:02.000000"},
                              {"server_name": "b", "config": {"command": "cat"}, "created_at": "2026-01-01T00:00:01.000000"},
                              {"server_name": "a", "config": {"command": "cat"}, "created_at": "2026-01-01T00:00:01.000000"},
                              {"server_name": "z", "config": {"command": "cat"}, "created_at": "2025-01-01T00:00:01.000000"}]}}""").expect(201);
            ApiCall call = ApiCall.of("GET", "/api/v1/configs/mixed/servers");
            assertEquals(items(gateway.send(call)), pages(gateway, call, limit));
        }
    }

    private static List<JsonNode> pages(TestGateway gateway, ApiCall call, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            Exchange page = gateway.send(call.withTarget(call.target() + "?limit=" + limit + cursor))
                    .expect(200);
            List<JsonNode> shown = items(page);
            assertTrue(shown.size() <= limit, page::toString);
            items.addAll(shown);
            JsonNode next = page.body().get("next_cursor");
            assertTrue(next != null, page::toString);
            cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());
        return items;
    }

    private static List<JsonNode> items(Exchange exchange) {
        List<JsonNode> items = new ArrayList<>();
        exchange.data().forEach(items::add);
        return items;
    }
}
