package dev.mcpgateway.server.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.AlertSettings;
import dev.mcpgateway.server.domain.AlertType;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeySettings;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.testing.SettableClock;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import dev.mcpgateway.server.usage.AlertState;
import dev.mcpgateway.server.usage.AlertStates;
import dev.mcpgateway.server.usage.CountedKey;
import dev.mcpgateway.server.usage.UndeliveredReports;
import dev.mcpgateway.server.usage.UsageMeter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertWatchTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final InetAddress HOME = AddressRange.address("198.51.100.7");
    private static final InetAddress WORK = AddressRange.address("2001:db8::7");

    private final SettableClock clock = new SettableClock(NOON);
    private final UsageMeter meter = new UsageMeter(clock);
    private final AlertStates states = new AlertStates();
    private final VolatileChangeLog log = new VolatileChangeLog(GatewayState.EMPTY);
    private final List<AlertReport> reports = new ArrayList<>();
    private final Webhooks webhooks = new Webhooks(
            new HttpPost(
                    host -> new InetAddress[0], () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), () -> false),
            clock,
            List.of());
    private final AlertWatch watch = watch();
    private long nanos;
    private int saves;

    @AfterEach
    void close() {
        watch.close();
        webhooks.close();
    }

    @Test
    void anErrorRateFiresOnceAndEndsOnceItsCooldownHasPassed() {
        alertOn(AlertType.ERROR_RATE, "0.5", Lifecycle.NEW);
        IntStream.range(0, 9).forEach(i -> call(true));
        assertStates();
        call(false);
        assertStates("firing");
        watch.look();
        assertStates("firing");
        assertEquals("0.9", value(0));

        pass(Duration.ofMinutes(4));
        assertStates("firing");
        pass(Duration.ofMinutes(4).plusSeconds(59));
        assertStates("firing");
        pass(Duration.ofSeconds(1));
        assertStates("firing", "ok");
        watch.look();
        assertStates("firing", "ok");
        assertEquals(2, saves);
    }

    @Test
    void anErrorRateOfTooFewCallsSaysNothing() {
        alertOn(AlertType.ERROR_RATE, "0.1", Lifecycle.NEW);
        IntStream.range(0, 9).forEach(i -> call(true));
        assertStates();
    }

    @Test
    void aRequestRateIsCountedByTheMinute() {
        alertOn(AlertType.REQUEST_RATE, "4", Lifecycle.NEW);
        IntStream.range(0, 19).forEach(i -> call(false));
        assertStates();
        call(false);
        assertStates("firing");
        assertEquals("4", value(0));
    }

    @Test
    void authenticationsThatAreRefusedAreCountedInTheWindow() {
        alertOn(AlertType.AUTH_FAILURES, "3", Lifecycle.NEW);
        meter.recordAuthFailure("key_a");
        meter.recordAuthFailure("key_a");
        meter.recordAuthFailure("key_b");
        assertStates();
        meter.recordAuthFailure("key_a");
        assertStates("firing");
    }

    @Test
    void everyAddressButTheFirstIsReportedOnce() {
        alertOn(AlertType.NEW_IP, null, Lifecycle.NEW);
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        assertStates();
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, WORK);
        assertStates("firing");
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        assertStates("firing");
        InetAddress other = AddressRange.address("192.0.2.9");
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, other);
        assertStates("firing", "firing");
        assertEquals(List.of(WORK), reports.get(0).finding().addresses());
        assertEquals(List.of(other), reports.get(1).finding().addresses());
        pass(Duration.ofMinutes(6));
        assertStates("firing", "firing", "ok");
    }

    @Test
    void anAddressThatWasKnownBeforeTheAlertIsNotNew() {
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, WORK);
        alertOn(AlertType.NEW_IP, null, Lifecycle.NEW);
        assertStates();
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        assertStates();
    }

    @Test
    void aKeyThatExpiresInTimeIsReportedAndOneThatIsRevokedIsNot() {
        Lifecycle ending = new Lifecycle(false, null, null, null, NOON.plus(Duration.ofDays(8)), null);
        alertOn(AlertType.EXPIRING, "7", ending);
        assertStates();
        pass(Duration.ofDays(1));
        assertStates("firing");
        assertEquals("7", value(0));
        alertOn(AlertType.EXPIRING, "7", new Lifecycle(false, null, null, NOON, ending.expiresAt(), null));
        pass(Duration.ofMinutes(6));
        assertStates("firing", "ok");
    }

    @Test
    void aKeyIsUnusedFromItsLastUseOrFromWhenUsesAreKnownOf() {
        alertOn(AlertType.UNUSED, "90", Lifecycle.NEW);
        pass(Duration.ofDays(89));
        assertStates();
        call(false);
        pass(Duration.ofDays(89));
        assertStates();
        pass(Duration.ofDays(1));
        assertStates("firing");
        call(false);
        pass(Duration.ofMinutes(6));
        assertStates("firing", "ok");
    }

    @Test
    void whatFiredBeforeARestartIsNotReportedAgainAndEndsAfterItsCooldown() {
        alertOn(AlertType.AUTH_FAILURES, "3", Lifecycle.NEW);
        states.put("alert_a", new AlertState(true, NOON.minusSeconds(120), 0));
        assertStates();
        pass(Duration.ofSeconds(179));
        assertStates();
        pass(Duration.ofSeconds(1));
        assertStates("ok");
    }

    @Test
    void aClockThatIsSetDoesNotEndACooldown() {
        alertOn(AlertType.AUTH_FAILURES, "1", Lifecycle.NEW);
        meter.recordAuthFailure("key_a");
        assertStates("firing");
        clock.advance(Duration.ofDays(365));
        assertStates("firing");
        clock.advance(Duration.ofDays(-1_000));
        assertStates("firing");
        nanos += Duration.ofMinutes(5).toNanos();
        assertStates("firing", "ok");
    }

    @Test
    void anAlertThatIsGoneIsForgotten() {
        alertOn(AlertType.AUTH_FAILURES, "1", Lifecycle.NEW);
        meter.recordAuthFailure("key_a");
        assertStates("firing");
        save(key(List.of(), Lifecycle.NEW));
        assertStates("firing");
        assertNull(states.of("alert_a"));
    }

    @Test
    void aReportSaysWhatHappenedAndShowsNoSecret() throws Exception {
        alertOn(AlertType.NEW_IP, null, Lifecycle.NEW);
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        watch.look();
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, WORK);
        watch.look();
        JsonNode body = new JsonMapper().readTree(reports.get(0).body());
        assertEquals("alert_a", body.get("alert_id").asText());
        assertEquals("new_ip", body.get("type").asText());
        assertEquals("firing", body.get("state").asText());
        assertEquals("2026-03-04T12:00:00.000000", body.get("since").asText());
        assertEquals("2001:db8:0:0:0:0:0:7", body.at("/addresses/0").asText());
        assertEquals("key_a", body.get("key_id").asText());
        assertEquals("mgw_a1b2...o5p6", body.get("api_key").asText());
        assertTrue(body.get("value").isNull());
        assertEquals(
                "alert alert_a (new_ip) of key key_a is firing: used from 2001:db8:0:0:0:0:0:7",
                reports.get(0).text());
    }

    private AlertWatch watch() {
        return new AlertWatch(
                new AlertWatch.Parts(
                        log, meter, states, new UndeliveredReports(), webhooks, new Timestamps(clock), () -> saves++),
                () -> nanos,
                reports::add);
    }

    private void call(boolean isError) {
        meter.record(new CountedKey("key_a"), "POST /mcp", isError ? 500 : 200, isError, HOME);
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
        watch.look();
    }

    private void assertStates(String... expected) {
        watch.look();
        assertEquals(
                List.of(expected),
                reports.stream()
                        .map(report -> report.state().isFiring() ? "firing" : "ok")
                        .toList());
    }

    private String value(int report) {
        return String.valueOf(reports.get(report).finding().value());
    }

    private void alertOn(AlertType type, @Nullable String threshold, Lifecycle lifecycle) {
        AlertSettings settings =
                AlertSettings.of(type, threshold == null ? null : new BigDecimal(threshold), null, null, null, null);
        save(key(List.of(new Alert("alert_a", settings, null, NOON)), lifecycle));
    }

    private void save(ApiKey key) {
        log.commit(state -> new Outcome<>(List.<Change>of(new KeySaved(key)), key));
    }

    private static ApiKey key(List<Alert> alerts, Lifecycle lifecycle) {
        return new ApiKey(
                "key_a",
                "user",
                "project",
                new KeyCredential("0011223344556677", "$argon2id$", "mgw_a1b2...o5p6", false),
                KeySettings.NONE,
                lifecycle,
                null,
                null,
                alerts,
                NOON.minus(Duration.ofDays(400)),
                null,
                0,
                Attributes.EMPTY);
    }
}
