package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.Entity;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.WireTime;
import dev.mcpgateway.server.domain.index.SortedIndex;
import dev.mcpgateway.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that {@code ?limit=…&cursor=…} asks for. A cursor holds the place of the last item shown, so it stays good
 * when items come and go, and after a restart.
 *
 * @param limit how many items at most; 0 for all
 * @param after the place to begin after, or null for the start
 */
public record PageRequest(int limit, @Nullable Place after) {
    static final PageRequest ALL = new PageRequest(0, null);
    private static final int MAX_LIMIT = 1000;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,4}");

    /** A place in the order of creation; {@code tie} decides between items of one moment. */
    record Place(Instant createdAt, String tie) {}

    static PageRequest of(Request request) {
        Optional<String> limit = request.query("limit");
        Optional<String> cursor = request.query("cursor");
        if (limit.isEmpty()) {
            if (cursor.isPresent()) {
                throw new InvalidFieldException("limit", "is required with a cursor");
            }
            return ALL;
        }
        return new PageRequest(
                parseLimit(limit.get()), cursor.map(PageRequest::parseCursor).orElse(null));
    }

    /** The page of {@code entities}, found without a walk over those before it. */
    <E extends Entity> Listing<E> of(SortedIndex<E> entities) {
        if (limit == 0) {
            return Listing.whole(
                    StreamSupport.stream(entities.spliterator(), false).toList());
        }
        Place start = after;
        return Listing.page(
                start == null
                        ? entities.iterator()
                        : entities.iteratorAfter(entity -> isUpTo(start, entity.createdAt(), entity.id())),
                limit,
                entity -> cursor(entity.createdAt(), entity.id()));
    }

    /** The page of {@code entities}, which are in the order of creation. */
    <E extends Entity> Listing<E> of(Stream<E> entities) {
        return of(entities.toList(), Entity::createdAt, Entity::id);
    }

    /** The page of a short list in any order. */
    <E> Listing<E> of(List<E> items, Function<E, Instant> createdAt, Function<E, String> tie) {
        List<E> ordered = items.stream()
                .sorted(Comparator.comparing(createdAt).thenComparing(tie))
                .toList();
        if (limit == 0) {
            return Listing.whole(ordered);
        }
        Place start = after;
        return Listing.page(
                ordered.stream()
                        .filter(item -> start == null || !isUpTo(start, createdAt.apply(item), tie.apply(item)))
                        .iterator(),
                limit,
                item -> cursor(createdAt.apply(item), tie.apply(item)));
    }

    private static boolean isUpTo(Place place, Instant createdAt, String tie) {
        int order = createdAt.compareTo(place.createdAt());
        return order < 0 || (order == 0 && tie.compareTo(place.tie()) <= 0);
    }

    private static String cursor(Instant createdAt, String tie) {
        String text = WireTime.format(createdAt) + " " + tie;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int parseLimit(String text) {
        int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidFieldException("limit", "must be a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    private static Place parseCursor(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            if (space > 0) {
                Optional<Instant> createdAt = WireTime.parse(text.substring(0, space));
                if (createdAt.isPresent()) {
                    return new Place(createdAt.get(), text.substring(space + 1));
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw invalidCursor();
        }
        throw invalidCursor();
    }

    private static InvalidFieldException invalidCursor() {
        return new InvalidFieldException("cursor", "must be the next_cursor of an answer to this operation");
    }
}
