package dev.mcpgateway.server.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list, or a page of one.
 *
 * @param nextCursor where the next page begins; null on the last
 * @param isPage whether a page was asked for: the answer then has {@code next_cursor}
 */
public record Listing<T>(List<T> items, @Nullable String nextCursor, boolean isPage) {
    static <T> Listing<T> whole(List<T> items) {
        return new Listing<>(items, null, false);
    }

    <R> Listing<R> map(Function<? super T, ? extends R> change) {
        return new Listing<>(items.stream().<R>map(change).toList(), nextCursor, isPage);
    }

    /** What {@code rest} begins with, {@code limit} of it; {@code cursorOf} names the last one. */
    static <T> Listing<T> page(Iterator<T> rest, int limit, Function<? super T, String> cursorOf) {
        List<T> items = new ArrayList<>(Math.min(limit, 64));
        while (items.size() < limit && rest.hasNext()) {
            items.add(rest.next());
        }
        boolean more = rest.hasNext();
        return new Listing<>(items, more ? cursorOf.apply(items.get(items.size() - 1)) : null, true);
    }
}
