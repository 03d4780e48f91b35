package dev.mcpgateway.server.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UsageFileTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final MemoryFile file = new MemoryFile();
    private final Run run = new Run();

    /** A gateway from its start to its stop. */
    private final class Run {
        final UsageMeter meter = new UsageMeter(clock);
        final AlertStates alerts = new AlertStates();
        final UndeliveredReports undelivered = new UndeliveredReports();
        final UsageFile saved = new UsageFile(file, new UsageRecords(meter, alerts, undelivered));
    }

    private Run restarted() {
        Run next = new Run();
        next.saved.load();
        return next;
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void whatWasCountedIsTheSameAfterARestart(Window window) {
        fill(run.meter, new Random(7), 30, 2_000);
        run.saved.save();
        clock.advance(Duration.ofMinutes(3));
        Run next = restarted();
        for (int key = 0; key < 30; key++) {
            assertEquals(run.meter.usage("key_" + key, window), next.meter.usage("key_" + key, window));
            assertEquals(run.meter.addressesSeen("key_" + key), next.meter.addressesSeen("key_" + key));
            assertEquals(run.meter.addressesSince("key_" + key, 0), next.meter.addressesSince("key_" + key, 0));
        }
        assertEquals(NOON, next.meter.countingSince());
    }

    @Test
    void aKeyGoesOnWhereItWas() {
        run.meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, AddressRange.address("192.0.2.1"));
        run.saved.save();
        Run next = restarted();
        next.meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, AddressRange.address("192.0.2.2"));
        assertEquals(2, next.meter.usage("key_a", Window.LAST_HOUR).total().count());
        assertEquals(List.of(AddressRange.address("192.0.2.2")), next.meter.addressesSince("key_a", 1));
    }

    @Test
    void whereAlertsStandIsTheSameAfterARestart() {
        AlertState firing = new AlertState(true, NOON.plusNanos(123_456_000), 3);
        run.alerts.put("alert_a", firing);
        run.alerts.put("alert_b", new AlertState(false, NOON, 0));
        run.saved.save();
        Run next = restarted();
        assertEquals(firing, next.alerts.of("alert_a"));
        assertEquals(new AlertState(false, NOON, 0), next.alerts.of("alert_b"));
        assertNull(next.alerts.of("alert_c"));
    }

    @Test
    void whatWebhooksWereNotToldIsThereAfterARestartInItsOrder() {
        UndeliveredReport first = new UndeliveredReport("key_a", "alert_a", "{\"state\":\"firing\"}");
        UndeliveredReport last = new UndeliveredReport("key_b", "alert_b", "{\"key_name\":\"caf\u00e9\"}");
        run.undelivered.add(first);
        long taken = run.undelivered.add(new UndeliveredReport("key_a", "alert_a", "{}"));
        run.undelivered.add(last);
        run.undelivered.remove(taken);
        run.saved.save();

        assertEquals(
                List.of(first, last), List.copyOf(restarted().undelivered.all().values()));
    }

    @Test
    void aReportThatIsToBeDeliveredIsWrittenAndOneThatWasIsTakenOut() {
        long number = run.undelivered.add(new UndeliveredReport("key_a", "alert_a", "{}"));
        run.saved.save();
        run.undelivered.remove(number);
        run.saved.save();
        run.undelivered.remove(number);
        run.saved.save();

        assertEquals(2, file.writes);
        assertTrue(restarted().undelivered.all().isEmpty());
    }

    @Test
    void aFileOfBeforeThereWereReportsToBeDeliveredIsRead() throws IOException {
        run.meter.recordAuthFailure("key_a");
        run.alerts.put("alert_a", new AlertState(true, NOON, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("mcp-gateway-usage 1\n".getBytes(StandardCharsets.US_ASCII));
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            run.meter.writeTo(out);
            run.alerts.writeTo(out);
        }
        file.content = bytes.toByteArray();
        Run next = restarted();

        assertEquals(1, next.meter.usage("key_a", Window.LAST_HOUR).authFailures());
        assertEquals(new AlertState(true, NOON, 0), next.alerts.of("alert_a"));
        assertTrue(next.undelivered.all().isEmpty());
    }

    @Test
    void nothingIsWrittenWhereNothingHasChanged() {
        run.saved.save();
        assertEquals(0, file.writes);
        run.meter.recordAuthFailure("key_a");
        run.saved.save();
        run.saved.save();
        assertEquals(1, file.writes);
        run.alerts.put("alert_a", new AlertState(true, NOON, 0));
        run.saved.save();
        assertEquals(2, file.writes);
        run.alerts.put("alert_a", new AlertState(true, NOON, 0));
        run.saved.save();
        assertEquals(2, file.writes);
        run.meter.retain(keyId -> false);
        run.saved.save();
        assertEquals(3, file.writes);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenTheNextTime() {
        run.meter.recordAuthFailure("key_a");
        file.isFull = true;
        run.saved.save();
        assertNull(file.content);
        file.isFull = false;
        run.saved.save();
        assertEquals(1, restarted().meter.usage("key_a", Window.LAST_HOUR).authFailures());
    }

    @Test
    void aFileThatIsNotThereIsAnEmptyStart() {
        assertNull(restarted().meter.lastUse("key_a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "mcp-gateway-usage 1\n", "mcp-gateway-usage 2\nabc", "mcp-gateway-usage 1\nabc"})
    void aFileThatIsNoneIsAnEmptyStart(String content) {
        file.content = content.getBytes(StandardCharsets.UTF_8);
        Run next = restarted();
        next.meter.recordAuthFailure("key_a");
        next.saved.save();
        assertEquals(1, restarted().meter.usage("key_a", Window.LAST_HOUR).authFailures());
    }

    @Test
    void ofADamagedFileNothingIsTakenOver() {
        fill(run.meter, new Random(1), 3, 200);
        run.alerts.put("alert_a", new AlertState(true, NOON, 3));
        run.saved.save();
        byte[] whole = Objects.requireNonNull(file.content);
        for (int length = 1; length < whole.length; length += 97) {
            file.content = Arrays.copyOf(whole, length);
            assertEmpty(restarted(), "cut to " + length);
        }
        Random random = new Random(3);
        // Some bits say nothing: in the header of gzip, and behind the end of what it holds.
        for (int i = 40; i < whole.length - 9; i += 53) {
            file.content = whole.clone();
            file.content[i] ^= (byte) (1 << random.nextInt(8));
            assertEmpty(restarted(), "changed at " + i);
        }
    }

    @Test
    void aHundredThousandUsedKeysAreFarFromAHundredMegabytes() {
        Random random = new Random(5);
        for (int key = 0; key < 100_000; key++) {
            String id = "key_%016x".formatted(random.nextLong());
            InetAddress client = AddressRange.address("10." + key % 250 + "." + random.nextInt(250) + ".9");
            for (int i = 0; i < 8; i++) {
                run.meter.record(
                        new CountedKey(id), "tools/call:server/tool" + random.nextInt(40), 200, i == 0, client);
                clock.advance(Duration.ofMillis(random.nextInt(40)));
            }
        }
        run.saved.save();
        int size = Objects.requireNonNull(file.content).length;
        assertTrue(size < 12_000_000, size + " bytes");
    }

    private static void assertEmpty(Run run, String how) {
        for (int key = 0; key < 3; key++) {
            assertNull(run.meter.lastUse("key_" + key), how);
        }
        assertNull(run.alerts.of("alert_a"), how);
    }

    private void fill(UsageMeter meter, Random random, int keys, int calls) {
        for (int i = 0; i < calls; i++) {
            String key = "key_" + random.nextInt(keys);
            InetAddress client = AddressRange.address(
                    random.nextBoolean() ? "192.0.2." + random.nextInt(60) : "2001:db8::" + random.nextInt(60));
            switch (random.nextInt(10)) {
                case 0 -> meter.recordAuthFailure(key);
                case 1 -> meter.recordRateLimited(new CountedKey(key), "POST /mcp", client);
                default ->
                    meter.record(
                            new CountedKey(key),
                            "tools/call:server/" + random.nextInt(150),
                            200 + random.nextInt(300),
                            i % 3 == 0,
                            client);
            }
            clock.advance(Duration.ofSeconds(random.nextInt(3_000)));
        }
    }
}
