package dev.mcpgateway.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param <T> the items
 * @param items in the list's order: creation, then id
 * @param nextCursor what the next page begins with, or null after the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * All items of a list, fetched a page at a time as they are consumed.
     *
     * <pre>{@code
     * Page.stream(500, client::listUsers).map(UserItem::email).forEach(System.out::println);
     * }</pre>
     *
     * @param size how many items one request fetches, 1 to 1000
     * @param fetch fetches one page
     */
    public static <T> Stream<T> stream(int size, Function<PageRequest, Page<T>> fetch) {
        Iterator<T> items = new Items<>(fetch, PageRequest.first(size));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false);
    }

    private static final class Items<T> implements Iterator<T> {
        private final Function<PageRequest, Page<T>> fetch;
        private @Nullable PageRequest next;
        private Iterator<T> page = List.<T>of().iterator();
        /** The cursor of an earlier page, taken anew after 1, 2, 4… pages: it finds any circle, and one cursor is held. */
        private @Nullable String earlier;

        private long pages;

        Items(Function<PageRequest, Page<T>> fetch, PageRequest first) {
            this.fetch = fetch;
            this.next = first;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next != null) {
                Page<T> fetched = fetch.apply(next);
                String cursor = fetched.nextCursor();
                if (cursor != null && cursor.equals(earlier)) {
                    throw new IllegalStateException("a page leads back to an earlier one: the list would have no end");
                }
                if (Long.bitCount(++pages) == 1) {
                    earlier = cursor;
                }
                next = cursor == null ? null : next.after(cursor);
                page = fetched.items().iterator();
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the list has no more items");
            }
            return page.next();
        }
    }
}
