package dev.mcpgateway.server.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plans that a key can be on, and what each lets through (contract: api-keys.md, "Limits"): {@code free} 10 requests a minute,
 * {@code standard} 60, {@code professional} 300, {@code enterprise} any number; the configuration file may change these and add
 * others.
 */
public final class Plans {
    private static final RateLimit SMALLEST = RateLimit.perMinute(10);

    /** Those of a gateway that says nothing else. */
    public static final Plans DEFAULT = new Plans(defaults());

    private static final String NAME = "[a-z0-9][a-z0-9_-]{0,63}";
    private static final String NAME_RULE = "a plan's name has 1 to 64 of a-z, 0-9, _ and -";

    private final Map<String, Optional<RateLimit>> limits;

    private Plans(Map<String, Optional<RateLimit>> limits) {
        this.limits = limits;
    }

    private static Map<String, Optional<RateLimit>> defaults() {
        Map<String, Optional<RateLimit>> defaults = new LinkedHashMap<>();
        defaults.put("free", Optional.of(SMALLEST));
        defaults.put("standard", Optional.of(RateLimit.perMinute(60)));
        defaults.put("professional", Optional.of(RateLimit.perMinute(300)));
        defaults.put("enterprise", Optional.empty());
        return defaults;
    }

    /**
     * The plans with those in {@code section} in their place or beside them: each {@code {"limit": 100, "window_seconds": 60}}, or
     * null for one without a limit.
     *
     * @param problems gets what is wrong, with its place; such a plan is left out
     */
    static Plans of(String field, Attributes section, List<FieldProblem> problems) {
        Map<String, Optional<RateLimit>> limits = defaults();
        section.asMap().forEach((name, value) -> {
            String place = field + "." + name;
            if (!name.matches(NAME)) {
                problems.add(new FieldProblem(place, NAME_RULE));
            } else if (value == null) {
                limits.put(name, Optional.empty());
            } else if (value instanceof Map<?, ?>) {
                try {
                    limits.put(name, Optional.of(RateLimit.of(place, section.object(name))));
                } catch (InvalidFieldException invalid) {
                    problems.addAll(invalid.problems());
                }
            } else {
                problems.add(new FieldProblem(place, "must be an object, or null for no limit"));
            }
        });
        return new Plans(limits);
    }

    /**
     * The plans with those in their place or beside them that are typed: each {@code name=100/60} (so many requests in so many seconds),
     * {@code name=100} (in a minute) or {@code name=none}.
     *
     * @throws IllegalArgumentException where one is none of these
     */
    public static Plans typed(List<String> typed) {
        Map<String, Optional<RateLimit>> limits = defaults();
        for (String plan : typed) {
            int sign = plan.indexOf('=');
            String limit = plan.substring(sign + 1);
            if (sign < 1 || !plan.substring(0, sign).matches(NAME)) {
                throw new IllegalArgumentException("'" + plan + "' is no plan such as free=10/60 or enterprise=none");
            }
            try {
                limits.put(
                        plan.substring(0, sign),
                        limit.equals("none") ? Optional.empty() : Optional.of(RateLimit.parse(limit)));
            } catch (NumberFormatException | InvalidFieldException malformed) {
                throw new IllegalArgumentException(
                        "'" + plan + "' has no limit such as 10/60 (requests/seconds) or none", malformed);
            }
        }
        return new Plans(limits);
    }

    /**
     * The name of a plan that a file puts a key on, which need not be there any more: answers have it in a header.
     *
     * @throws InvalidFieldException naming {@code field} where no plan can have that name
     */
    public static String named(String field, String name) {
        if (!name.matches(NAME)) {
            throw new InvalidFieldException(field, NAME_RULE);
        }
        return name;
    }

    public List<String> names() {
        return new ArrayList<>(limits.keySet());
    }

    public boolean has(String name) {
        return limits.containsKey(name);
    }

    /** What the plan lets through; null for any number. A plan that is gone, which only a file can leave a key on, lets little. */
    public @Nullable RateLimit limit(String name) {
        return limits.getOrDefault(name, Optional.of(SMALLEST)).orElse(null);
    }
}
