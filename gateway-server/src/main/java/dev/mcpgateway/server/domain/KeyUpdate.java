package dev.mcpgateway.server.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request sets on a key, old or new; the fields as the wire has them. Null clears one, which is then as on a new key.
 *
 * @param expiresInSeconds the end as a time from now, in place of {@code expiresAt}
 */
public record KeyUpdate(
        Field<String> name,
        Field<String> description,
        Field<List<String>> scopes,
        Field<Instant> expiresAt,
        @Nullable Long expiresInSeconds,
        Field<Instant> notBefore,
        Field<List<String>> allowedIps,
        Field<List<String>> deniedIps,
        Field<String> plan,
        Field<Attributes> rateLimit,
        Field<Attributes> metadata,
        Field<Boolean> requireSignature,
        Field<Boolean> urlKey) {
    private static final String EXPIRES_AT = "expires_at";
    private static final String EXPIRES_IN = "expires_in_seconds";
    private static final long MAX_SECONDS = Duration.ofDays(36_525).toSeconds();

    /** What the rules make of the request: the settings, and the end where it says one. */
    record Outcome(KeySettings settings, Field<Instant> expiresAt) {}

    /**
     * The settings with this change, checked as a whole.
     *
     * @param stored those at present
     * @param storedEnd when the key ends at present, or null
     * @throws InvalidFieldException naming every field at fault
     */
    Outcome appliedTo(KeySettings stored, @Nullable Instant storedEnd, Plans plans, Instant now) {
        Checks checks = new Checks();
        Field<Instant> end = checks.of(() -> end(now), expiresAt);
        KeySettings next = new KeySettings(
                checks.of(() -> name.map(text -> Names.label("name", text)), name)
                        .orStored(stored.name(), null),
                checks.of(() -> description.map(text -> Names.description("description", text)), description)
                        .orStored(stored.description(), null),
                checks.of(
                        () -> scopes.isGiven() ? Scopes.of("scopes", scopes.value()) : stored.scopes(),
                        stored.scopes()),
                notBefore.orStored(stored.notBefore(), null),
                new AddressRules(
                        ranges(
                                checks,
                                "allowed_ips",
                                allowedIps,
                                stored.addresses().allowed()),
                        ranges(
                                checks,
                                "denied_ips",
                                denied(),
                                stored.addresses().denied())),
                checks.of(() -> plan(plans), plan).orStored(keptPlan(stored, plans), null),
                checks.of(() -> rateLimit.map(given -> RateLimit.of("rate_limit", given)), Field.<RateLimit>absent())
                        .orStored(keptLimit(stored, plans), null),
                checks.of(
                        () -> metadata.map(given -> KeyMetadata.checked("metadata", given))
                                .orStored(stored.metadata(), Attributes.EMPTY),
                        stored.metadata()),
                Boolean.TRUE.equals(requireSignature.orStored(stored.requireSignature(), false)),
                Boolean.TRUE.equals(urlKey.orStored(stored.urlKey(), true)));
        checks.require(() -> requireOneLimit(plans));
        checks.require(() -> requireOrder(next.notBefore(), end.orStored(storedEnd, null)));
        checks.done();
        return new Outcome(next, end);
    }

    private Field<Instant> end(Instant now) {
        if (expiresInSeconds != null) {
            if (expiresAt.isGiven() && expiresAt.value() != null) {
                throw new InvalidFieldException(EXPIRES_IN, "cannot go with " + EXPIRES_AT + ": one of the two");
            }
            if (expiresInSeconds < 1 || expiresInSeconds > MAX_SECONDS) {
                throw new InvalidFieldException(EXPIRES_IN, "must be from 1 to " + MAX_SECONDS + " (a hundred years)");
            }
            return Field.of(now.plusSeconds(expiresInSeconds));
        }
        if (expiresAt.value() != null && !expiresAt.value().isAfter(now)) {
            throw new InvalidFieldException(EXPIRES_AT, "must be in the future");
        }
        return expiresAt;
    }

    /** An empty list denies nothing, as no list does. */
    private Field<List<String>> denied() {
        return deniedIps.map(list -> list.isEmpty() ? null : list);
    }

    private static @Nullable List<AddressRange> ranges(
            Checks checks, String field, Field<List<String>> given, @Nullable List<AddressRange> stored) {
        return checks.of(
                        () -> given.map(texts -> AddressRules.ranges(field, texts)), Field.<List<AddressRange>>absent())
                .orStored(stored, null);
    }

    private Field<String> plan(Plans plans) {
        String name = plan.value();
        if (name != null && !plans.has(name)) {
            throw new InvalidFieldException("plan", "must be one of " + String.join(", ", plans.names()));
        }
        return plan;
    }

    /** A limit of its own takes the place of a plan with one; a plan without is kept beside it. */
    private @Nullable String keptPlan(KeySettings stored, Plans plans) {
        String kept = stored.plan();
        boolean isReplaced = rateLimit.value() != null && kept != null && plans.limit(kept) != null;
        return isReplaced ? null : kept;
    }

    /** A plan with a limit takes the place of a limit of its own. */
    private @Nullable RateLimit keptLimit(KeySettings stored, Plans plans) {
        return isLimitedPlan(plans) ? null : stored.rateLimit();
    }

    private boolean isLimitedPlan(Plans plans) {
        String name = plan.value();
        return name != null && plans.has(name) && plans.limit(name) != null;
    }

    private void requireOneLimit(Plans plans) {
        if (rateLimit.value() != null && isLimitedPlan(plans)) {
            throw new InvalidFieldException(
                    "rate_limit", "cannot go with plan '" + plan.value() + "', which has a limit: one of the two");
        }
    }

    private void requireOrder(@Nullable Instant begin, @Nullable Instant end) {
        boolean isTouched = notBefore.isGiven() || expiresAt.isGiven() || expiresInSeconds != null;
        if (isTouched && begin != null && end != null && !begin.isBefore(end)) {
            throw new InvalidFieldException("not_before", "must be before " + EXPIRES_AT);
        }
    }

    /** Collects what is wrong with all fields, so that a caller is told at once. */
    private static final class Checks {
        private final List<FieldProblem> problems = new ArrayList<>();

        <T extends @Nullable Object> T of(Supplier<T> check, T otherwise) {
            try {
                return check.get();
            } catch (InvalidFieldException invalid) {
                problems.addAll(invalid.problems());
                return otherwise;
            }
        }

        void require(Runnable check) {
            try {
                check.run();
            } catch (InvalidFieldException invalid) {
                problems.addAll(invalid.problems());
            }
        }

        void done() {
            if (!problems.isEmpty()) {
                throw new InvalidFieldException(problems);
            }
        }
    }
}
