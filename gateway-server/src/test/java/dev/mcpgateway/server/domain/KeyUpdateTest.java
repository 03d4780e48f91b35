package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be set on a key. */
class KeyUpdateTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private static KeyUpdate.Outcome applied(KeyUpdates update) {
        return applied(update, KeySettings.NONE, null);
    }

    private static KeyUpdate.Outcome applied(KeyUpdates update, KeySettings stored, @Nullable Instant end) {
        return update.build().appliedTo(stored, end, Plans.DEFAULT, NOW);
    }

    private static List<FieldProblem> problems(KeyUpdates update) {
        return assertThrows(InvalidFieldException.class, () -> applied(update)).problems();
    }

    private static List<String> fields(KeyUpdates update) {
        return problems(update).stream().map(FieldProblem::field).toList();
    }

    @Test
    void nothingSetIsAKeyThatMayDoEverything() {
        KeyUpdate.Outcome outcome = applied(KeyUpdates.set());

        assertEquals(KeySettings.NONE, outcome.settings());
        assertTrue(outcome.settings().isUnrestricted());
        assertFalse(outcome.expiresAt().isGiven());
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        KeyUpdates update = KeyUpdates.set()
                .name("")
                .scopes(List.of("tools:call", "admin", "tools:call:%zz", "tools:call:a/b/c", "tools:call:"))
                .allowedIps(List.of("10.0.0.0/8", "10.0.0.1/8", "localhost"))
                .deniedIps(List.of("1.2.3.4.5"))
                .expiresAt(NOW)
                .plan("gold")
                .rateLimit(Attributes.of(Map.of("limit", -1, "per", 1)))
                .metadata(Attributes.of(Map.of("team", List.of())));

        assertEquals(
                List.of(
                        "expires_at",
                        "name",
                        "scopes[1]",
                        "scopes[2]",
                        "scopes[3]",
                        "scopes[4]",
                        "allowed_ips[1]",
                        "allowed_ips[2]",
                        "denied_ips[0]",
                        "plan",
                        "rate_limit.per",
                        "rate_limit.limit",
                        "metadata.team"),
                fields(update));
    }

    @Test
    void anUnknownScopeIsAnsweredWithThoseThereAre() {
        String message =
                problems(KeyUpdates.set().scopes(List.of("tools:cal"))).get(0).message();

        Scope.wireNames().forEach(name -> assertTrue(message.contains(name), name));
    }

    @Test
    void anEmptyListOfWhatIsAllowedIsRefusedAndOneOfWhatIsDeniedDeniesNothing() {
        assertEquals(List.of("scopes"), fields(KeyUpdates.set().scopes(List.of())));
        assertEquals(List.of("allowed_ips"), fields(KeyUpdates.set().allowedIps(List.of())));
        assertNull(applied(KeyUpdates.set().deniedIps(List.of()))
                .settings()
                .addresses()
                .denied());
    }

    @Test
    void moreThanAHundredAddressesAreRefused() {
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "10.0.0." + i).toList();

        assertEquals(List.of("allowed_ips"), fields(KeyUpdates.set().allowedIps(many)));
        assertEquals(List.of("denied_ips"), fields(KeyUpdates.set().deniedIps(many)));
        AddressRules hundred = applied(KeyUpdates.set().allowedIps(many.subList(0, 100)))
                .settings()
                .addresses();
        assertEquals(many.subList(0, 100), AddressRules.texts(hundred.allowed()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3_155_760_001L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aLifeOfNoTimeOrOfMoreThanACenturyIsRefused(long seconds) {
        assertEquals(List.of("expires_in_seconds"), fields(KeyUpdates.set().expiresInSeconds(seconds)));
    }

    @Test
    void anEndIsGivenAsAMomentOrAsATimeFromNowButNotAsBoth() {
        assertEquals(
                NOW.plusSeconds(60),
                applied(KeyUpdates.set().expiresInSeconds(60)).expiresAt().value());
        assertEquals(
                NOW.plusSeconds(1),
                applied(KeyUpdates.set().expiresAt(NOW.plusSeconds(1)))
                        .expiresAt()
                        .value());
        assertEquals(
                List.of("expires_in_seconds"),
                fields(KeyUpdates.set().expiresInSeconds(60).expiresAt(NOW.plusSeconds(1))));
    }

    @Test
    void aKeyBeginsBeforeItEnds() {
        Instant end = NOW.plusSeconds(60);
        assertEquals(
                List.of("not_before"), fields(KeyUpdates.set().expiresAt(end).notBefore(end)));
        assertThrows(
                InvalidFieldException.class, () -> applied(KeyUpdates.set().notBefore(end), KeySettings.NONE, end));
        assertEquals(
                NOW,
                applied(KeyUpdates.set().expiresAt(end).notBefore(NOW))
                        .settings()
                        .notBefore());
    }

    @Test
    void aLimitedPlanAndALimitOfItsOwnExcludeEachOther() {
        assertEquals(List.of("rate_limit"), fields(KeyUpdates.set().plan("free").rateLimit(5, 60)));
        KeySettings custom =
                applied(KeyUpdates.set().plan("enterprise").rateLimit(5, 60)).settings();
        assertEquals("enterprise", custom.plan());
        assertEquals(new RateLimit(5, 60), custom.limit(Plans.DEFAULT));

        KeySettings onPlan =
                applied(KeyUpdates.set().plan("free"), custom, null).settings();
        assertEquals(RateLimit.perMinute(10), onPlan.limit(Plans.DEFAULT));
        KeySettings ofItsOwn =
                applied(KeyUpdates.set().rateLimit(7, 1), onPlan, null).settings();
        assertNull(ofItsOwn.plan());
        assertEquals(new RateLimit(7, 1), ofItsOwn.limit(Plans.DEFAULT));
    }

    @Test
    void aRateLimitIsOfAMinuteWhereItSaysNothingAndHasBounds() {
        assertEquals(
                RateLimit.perMinute(100_000),
                applied(KeyUpdates.set().rateLimit(Attributes.of(Map.of("limit", 100_000))))
                        .settings()
                        .rateLimit());
        assertEquals(
                List.of("rate_limit.limit", "rate_limit.window_seconds"),
                fields(KeyUpdates.set().rateLimit(100_001, 86_401)));
        assertEquals(List.of("rate_limit.limit"), fields(KeyUpdates.set().rateLimit(Attributes.EMPTY)));
        assertEquals(
                List.of("rate_limit.limit"), fields(KeyUpdates.set().rateLimit(Attributes.of(Map.of("limit", 1.5)))));
    }

    @Test
    void nullClearsASettingAndWhatIsNotGivenStays() {
        KeySettings all = applied(KeyUpdates.set()
                        .name("Laptop")
                        .description("For work")
                        .scopes(List.of("tools:list"))
                        .notBefore(NOW)
                        .allowedIps(List.of("::1"))
                        .deniedIps(List.of("10.0.0.0/8"))
                        .plan("standard")
                        .metadata(Attributes.of(Map.of("a", 1)))
                        .requireSignature(true)
                        .urlKey(false))
                .settings();

        assertEquals(all, applied(KeyUpdates.set(), all, null).settings());
        KeyUpdates cleared = KeyUpdates.set()
                .name(null)
                .description(null)
                .scopes(null)
                .notBefore(null)
                .allowedIps(null)
                .deniedIps(null)
                .plan(null)
                .rateLimit((Attributes) null)
                .metadata(null)
                .requireSignature(null)
                .urlKey(null);
        assertEquals(KeySettings.NONE, applied(cleared, all, null).settings());
    }

    @Test
    void metadataHasItsBounds() {
        Map<String, Object> many = new HashMap<>();
        IntStream.range(0, 51).forEach(i -> many.put("k" + i, i));
        assertEquals(List.of("metadata"), fields(KeyUpdates.set().metadata(Attributes.of(many))));
        assertEquals(List.of("metadata.k"), metadata(Map.of("k", "x".repeat(513))));
        assertEquals(List.of("metadata"), metadata(Map.of("k".repeat(65), 1)));
        assertEquals(List.of("metadata"), metadata(Map.of("", 1)));
        assertEquals(List.of("metadata.k"), metadata(Map.of("k", Map.of())));
        assertEquals(List.of("metadata.k"), metadata(Collections.singletonMap("k", null)));
        Map<String, Object> heavy = new HashMap<>();
        IntStream.range(0, 17).forEach(i -> heavy.put("k" + i, "x".repeat(500)));
        assertEquals(List.of("metadata"), metadata(heavy));
    }

    private static List<String> metadata(Map<String, ?> members) {
        return fields(KeyUpdates.set().metadata(Attributes.of(members)));
    }
}
