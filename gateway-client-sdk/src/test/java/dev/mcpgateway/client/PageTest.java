package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.model.FoundUser;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private final List<PageRequest> asked = new ArrayList<>();

    private Function<PageRequest, Page<String>> list(List<Page<String>> pages) {
        Iterator<Page<String>> next = pages.iterator();
        return request -> {
            asked.add(request);
            return next.next();
        };
    }

    @Test
    void allItemsComeInTheirOrderThoughAPageInBetweenIsEmpty() {
        List<String> items = Page.stream(
                        2,
                        list(List.of(
                                new Page<>(List.of("a", "b"), "one"),
                                new Page<>(List.of(), "two"),
                                new Page<>(List.of("c"), null))))
                .toList();
        assertEquals(List.of("a", "b", "c"), items);
        assertEquals(List.of(new PageRequest(2, null), new PageRequest(2, "one"), new PageRequest(2, "two")), asked);
    }

    @Test
    void aPageIsFetchedOnlyWhenItsItemsAreWanted() {
        Iterator<String> items = Page.stream(
                        2, list(List.of(new Page<>(List.of("a"), "one"), new Page<>(List.of("b"), null))))
                .iterator();
        assertEquals(0, asked.size());
        assertEquals("a", items.next());
        assertEquals(1, asked.size());
        assertEquals("b", items.next());
        assertEquals(2, asked.size());
        assertThrows(NoSuchElementException.class, items::next);
    }

    @Test
    void anEmptyListIsAnEmptyStream() {
        assertEquals(
                0, Page.stream(5, list(List.of(new Page<>(List.of(), null)))).count());
    }

    @Test
    void aCursorThatLeadsToItselfEndsInAFailureAndNotNever() {
        Function<PageRequest, Page<String>> endless = request -> new Page<>(List.of(), "same");
        assertThrows(IllegalStateException.class, () -> Page.stream(5, endless).count());
    }

    @ParameterizedTest
    @CsvSource({"0,2", "1,1", "3,4", "5,100", "100,7"})
    void cursorsThatGoInACircleEndInAFailureAndNotNever(int before, int circle) {
        Function<PageRequest, Page<String>> endless = request -> {
            int page = request.cursor() == null ? 0 : Integer.parseInt(request.cursor());
            int next = page + 1 < before + circle ? page + 1 : before;
            return new Page<>(List.of(), Integer.toString(next));
        };
        assertThrows(IllegalStateException.class, () -> Page.stream(5, endless).count());
    }

    @Test
    void aPageCopiesItsItems() {
        List<String> items = new ArrayList<>(List.of("a"));
        Page<String> page = new Page<>(items, null);
        items.clear();
        assertEquals(List.of("a"), page.items());
        assertThrows(UnsupportedOperationException.class, () -> page.items().add("b"));
    }

    @Test
    void thePagesOfAListAreAskedForByLimitAndCursor() {
        FakeTransport gateway = new FakeTransport();
        String user =
                "{\"user_id\":\"%s\",\"email\":\"e\",\"created_at\":\"2024-01-01T12:00:00.000000\",\"projects\":[],\"api_keys\":0}";
        gateway.on("listUsers")
                .respond(TransportResponse.json(
                        200, "{\"message\":\"\",\"next_cursor\":\"a b&c\",\"data\":[" + user.formatted("1") + "]}"))
                .respond(TransportResponse.json(
                        200, "{\"message\":\"\",\"data\":[" + user.formatted("2") + "],\"next_cursor\":null}"));
        GatewayClient client = gateway.client();
        assertEquals(
                List.of("1", "2"),
                Page.<UserItem>stream(1, client::listUsers)
                        .map(UserItem::userId)
                        .toList());
        assertEquals("/api/v1/users?limit=1", target(gateway, 0));
        assertEquals("/api/v1/users?limit=1&cursor=a%20b%26c", target(gateway, 1));
    }

    private static String target(FakeTransport gateway, int index) {
        var uri = gateway.requests().get(index).uri();
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    @Test
    void aListThatIsNotAskedForInPagesHasNoQuery() {
        FakeTransport gateway = new FakeTransport();
        gateway.on("listUsers").answer(200, "[]");
        assertEquals(List.of(), gateway.client().listUsers());
        assertNull(gateway.requests().get(0).uri().getRawQuery());
    }

    @Test
    void anAnswerWithoutACursorIsTheLastPage() {
        FakeTransport gateway = new FakeTransport();
        gateway.on("listUsers").answer(200, "[]");
        assertNull(gateway.client().listUsers(PageRequest.first(3)).nextCursor());
        gateway.on("searchUsers").answer(200, "[]");
        List<FoundUser> found = gateway.client().searchUsers("");
        assertTrue(found.isEmpty());
    }
}
