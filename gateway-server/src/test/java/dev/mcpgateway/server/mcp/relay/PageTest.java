package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static Lists.Listing listing(int size) {
        return new Lists.Listing(
                IntStream.range(0, size)
                        .mapToObj(i -> JsonRpc.object().put("name", "t" + i))
                        .toList(),
                Map.of());
    }

    private static ObjectNode page(Lists.Listing listing, @Nullable String cursor) {
        return Page.of(ListKind.TOOLS, listing, cursor);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1_000, 1_001, 2_000, 2_001, 10_000})
    void theCursorsLeadThroughTheWholeList(int size) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            ObjectNode page = page(listing(size), cursor);
            page.path("tools").forEach(tool -> names.add(tool.path("name").asText()));
            cursor = page.path("nextCursor").textValue();
            pages++;
        } while (cursor != null);
        assertEquals(Math.max(1, (size + 999) / 1_000), pages);
        assertEquals(IntStream.range(0, size).mapToObj(i -> "t" + i).toList(), names);
    }

    @Test
    void aCursorIsOfItsListAlone() {
        String cursor = page(listing(1_500), null).path("nextCursor").asText();
        assertThrows(RelayException.class, () -> page(listing(1_501), cursor));
        page(listing(1_500), cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1000", "-1", "0", "1500", "99999999999", "1000.x", "1000.", "1000.1.1", "."})
    void whatIsNoCursorIsRefused(String text) {
        String cursor =
                Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertThrows(RelayException.class, () -> page(listing(1_500), cursor));
        assertThrows(RelayException.class, () -> page(listing(1_500), text + "*"));
    }

    @Test
    void serversThatAreMissingAreNamedOnEveryPage() {
        Lists.Listing partial = new Lists.Listing(listing(1_001).items(), Map.of("web", "is down"));
        ObjectNode first = page(partial, null);
        ObjectNode second = page(partial, first.path("nextCursor").asText());
        String named = "{\"dev.mcpgateway/missing_servers\":[{\"name\":\"web\",\"reason\":\"is down\"}]}";
        assertEquals(named, first.path("_meta").toString());
        assertEquals(named, second.path("_meta").toString());
        assertFalse(page(listing(1), null).has("_meta"));
        assertTrue(second.path("nextCursor").isMissingNode());
    }
}
