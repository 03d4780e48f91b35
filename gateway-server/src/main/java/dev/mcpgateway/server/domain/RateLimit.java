package dev.mcpgateway.server.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a key may ask for: in no window of {@code windowSeconds} do more than {@code limit} requests pass (contract:
 * api-keys.md, "Limits").
 *
 * @param limit 1 to 100,000
 * @param windowSeconds 1 to 86,400
 */
public record RateLimit(int limit, int windowSeconds) {
    public static final int MAX_LIMIT = 100_000;
    public static final int MAX_WINDOW_SECONDS = 86_400;

    private static final String LIMIT = "limit";
    private static final String WINDOW = "window_seconds";
    private static final int MINUTE = 60;

    public static RateLimit perMinute(int limit) {
        return new RateLimit(limit, MINUTE);
    }

    /**
     * Reads {@code {"limit": 100, "window_seconds": 60}}; without a window it is a minute.
     *
     * @throws InvalidFieldException naming what is wrong below {@code field}
     */
    public static RateLimit of(String field, Attributes given) {
        List<FieldProblem> problems = new ArrayList<>();
        given.asMap().keySet().stream()
                .filter(name -> !name.equals(LIMIT) && !name.equals(WINDOW))
                .forEach(name -> problems.add(new FieldProblem(field + "." + name, "is not a field of a rate limit")));
        int limit = number(field + "." + LIMIT, given.get(LIMIT), MAX_LIMIT, problems);
        Object window = given.get(WINDOW);
        int seconds = window == null ? MINUTE : number(field + "." + WINDOW, window, MAX_WINDOW_SECONDS, problems);
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return new RateLimit(limit, seconds);
    }

    /** As {@link #of} reads it. */
    public Attributes asAttributes() {
        return Attributes.EMPTY.with(LIMIT, limit).with(WINDOW, windowSeconds);
    }

    /** As it is typed, {@code 100/60}: so many requests in so many seconds; without the seconds in a minute. */
    static RateLimit parse(String text) {
        int slash = text.indexOf('/');
        RateLimit parsed = new RateLimit(
                Integer.parseInt(slash < 0 ? text : text.substring(0, slash)),
                slash < 0 ? MINUTE : Integer.parseInt(text.substring(slash + 1)));
        return of("limit", Attributes.of(Map.of(LIMIT, parsed.limit, WINDOW, parsed.windowSeconds)));
    }

    private static int number(String field, @Nullable Object value, int max, List<FieldProblem> problems) {
        long number = value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : 0;
        if (number < 1 || number > max) {
            problems.add(new FieldProblem(field, "must be a whole number from 1 to " + max));
            return 1;
        }
        return (int) number;
    }
}
