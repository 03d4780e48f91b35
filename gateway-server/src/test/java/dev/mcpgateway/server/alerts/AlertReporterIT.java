package dev.mcpgateway.server.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
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
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.testing.SettableClock;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import dev.mcpgateway.server.usage.AlertState;
import dev.mcpgateway.server.usage.UndeliveredReports;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlertReporterIT {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String NO = "HTTP/1.1 500 No\r\n\r\n";

    private final SettableClock clock = new SettableClock(NOON);
    private final VolatileChangeLog log = new VolatileChangeLog(GatewayState.EMPTY);
    private final UndeliveredReports undelivered = new UndeliveredReports();
    private final Semaphore saves = new Semaphore(0);
    private Receiver receiver;

    @BeforeEach
    void receive() throws IOException {
        receiver = Receiver.start(NO);
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
    }

    @Test
    void aReportThatWaitsForAnotherTryWhenTheGatewayStopsIsSentAfterTheNextStart() throws Exception {
        Alert alert = watched();
        try (Webhooks webhooks = webhooks(Duration.ofHours(1))) {
            reporter(webhooks).report(report(alert));
            receiver.take();
        }
        assertEquals(1, undelivered.all().size());

        try (Webhooks webhooks = webhooks(Duration.ofHours(1))) {
            reporter(webhooks).resume();
            String body = receiver.take().body();
            assertEquals(
                    "alert_a", new JsonMapper().readTree(body).get("alert_id").asText());
            awaitSettled();
        }
        assertTrue(undelivered.all().isEmpty());
    }

    @Test
    void aReportThatIsGivenUpIsNotKept() throws Exception {
        Alert alert = watched();
        try (Webhooks webhooks = webhooks()) {
            reporter(webhooks).report(report(alert));
            receiver.take();
            awaitSettled();
        }
        assertTrue(undelivered.all().isEmpty());
    }

    @Test
    void aReportOfAnAlertThatWasDeletedMeanwhileIsNotSent() throws Exception {
        Alert alert = watched();
        try (Webhooks webhooks = webhooks(Duration.ofHours(1))) {
            reporter(webhooks).report(report(alert));
            receiver.take();
        }
        save(key(List.of()));
        try (Webhooks webhooks = webhooks()) {
            reporter(webhooks).resume();
            awaitSettled();
        }
        assertEquals(0, receiver.waiting());
        assertTrue(undelivered.all().isEmpty());
    }

    private void awaitSettled() throws InterruptedException {
        assertTrue(saves.tryAcquire(20, TimeUnit.SECONDS));
    }

    private AlertReporter reporter(Webhooks webhooks) {
        return new AlertReporter(log, webhooks, undelivered, saves::release);
    }

    private Webhooks webhooks(Duration... pauses) {
        return new Webhooks(
                new HttpPost(
                        host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        () -> true),
                clock,
                List.of(pauses));
    }

    private Alert watched() {
        AlertSettings settings =
                AlertSettings.of(AlertType.NEW_IP, null, null, null, null, receiver.url("hooks.example.com"));
        Alert alert = new Alert("alert_a", settings, Secret.of("whsec_for_tests"), NOON);
        save(key(List.of(alert)));
        return alert;
    }

    private AlertReport report(Alert alert) {
        return new AlertReport(
                alert, key(List.of(alert)), new AlertState(true, NOON, 1), new Finding(true, null, List.of()), NOON);
    }

    private void save(ApiKey key) {
        log.commit(state -> new Outcome<>(List.<Change>of(new KeySaved(key)), key));
    }

    private static ApiKey key(List<Alert> alerts) {
        return new ApiKey(
                "key_a",
                "user",
                "project",
                new KeyCredential("0011223344556677", "$argon2id$", "mgw_a1b2...o5p6", false),
                KeySettings.NONE,
                Lifecycle.NEW,
                null,
                null,
                alerts,
                NOON,
                null,
                0,
                Attributes.EMPTY);
    }
}
