package dev.mcpgateway.server.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.testing.SettableClock;
import dev.mcpgateway.server.usage.Usage.EndpointCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UsageMeterTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final InetAddress HOME = AddressRange.address("198.51.100.7");
    private static final InetAddress WORK = AddressRange.address("2001:db8::7");

    private final SettableClock clock = new SettableClock(NOON);
    private final UsageMeter meter = new UsageMeter(clock);

    @Test
    void aKeyThatWasNeverUsedHasNoUse() {
        Usage usage = meter.usage("key_a", Window.LAST_DAY);
        assertEquals(Count.NONE, usage.total());
        assertEquals(24, usage.hours().size());
        assertEquals(List.of(), usage.endpoints());
        assertNull(usage.lastUsedAt());
        assertNull(meter.lastUse("key_a"));
    }

    @Test
    void callsAreCountedByTimeStatusAndEndpoint() {
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        meter.record(new CountedKey("key_a"), "tools/call:echo/echo", 200, true, HOME);
        clock.advance(Duration.ofMinutes(90));
        meter.record(new CountedKey("key_a"), "POST /mcp", 401, true, WORK);
        meter.record(new CountedKey("key_b"), "POST /mcp", 200, false, WORK);

        Usage usage = meter.usage("key_a", Window.LAST_DAY);
        assertEquals(new Count(3, 2), usage.total());
        assertEquals(2.0 / 3, usage.total().errorRate());
        assertEquals(new SlotCount(NOON, 2, 1), usage.hours().get(22));
        assertEquals(new SlotCount(NOON.plusSeconds(3_600), 1, 1), usage.hours().get(23));
        assertEquals(
                List.of(
                        new SlotCount(Instant.parse("2026-03-03T00:00:00Z"), 0, 0),
                        new SlotCount(Instant.parse("2026-03-04T00:00:00Z"), 3, 2)),
                usage.days());
        assertEquals(Map.of(200, 2L, 401, 1L), usage.statuses());
        assertEquals(
                List.of(new EndpointCount("POST /mcp", 2, 1), new EndpointCount("tools/call:echo/echo", 1, 1)),
                usage.endpoints());
        assertEquals(NOON.plus(Duration.ofMinutes(90)), usage.lastUsedAt());
        assertEquals(WORK, usage.lastUsedFrom());
        assertEquals(new Count(1, 1), meter.usage("key_a", Window.LAST_HOUR).total());
    }

    @Test
    void aWindowEndsWithTheSlotThatIsNotOver() {
        for (int day = 0; day < 40; day++) {
            meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
            clock.advance(Duration.ofDays(1));
        }
        clock.advance(Duration.ofDays(-1));
        assertEquals(1, meter.usage("key_a", Window.LAST_HOUR).total().count());
        assertEquals(1, meter.usage("key_a", Window.LAST_DAY).total().count());
        assertEquals(7, meter.usage("key_a", Window.LAST_WEEK).total().count());
        assertEquals(30, meter.usage("key_a", Window.LAST_MONTH).total().count());
        assertEquals(30, meter.usage("key_a", Window.LAST_MONTH).days().size());
    }

    @Test
    void theHundredAndFirstEndpointAndAllLaterOnesAreCountedTogether() {
        IntStream.range(0, 150)
                .forEach(i -> meter.record(new CountedKey("key_a"), "tools/call:s/" + i, 200, i % 2 == 0, HOME));
        meter.record(new CountedKey("key_a"), "tools/call:s/7", 200, false, HOME);
        List<EndpointCount> endpoints = meter.usage("key_a", Window.LAST_DAY).endpoints();
        assertEquals(101, endpoints.size());
        assertEquals(new EndpointCount("other", 50, 25), endpoints.get(0));
        assertEquals(new EndpointCount("tools/call:s/7", 2, 0), endpoints.get(1));
    }

    @Test
    void anEndpointOfAnEndlessNameIsOneOfTheOthers() {
        meter.record(new CountedKey("key_a"), "tools/call:s/" + "x".repeat(100_000), 200, false, HOME);
        assertEquals(
                List.of(new EndpointCount("other", 1, 0)),
                meter.usage("key_a", Window.LAST_DAY).endpoints());
    }

    @Test
    void aCallThatARateLimitRefusedIsAnErrorAndCountedApart() {
        meter.recordRateLimited(new CountedKey("key_a"), "POST /mcp", HOME);
        Usage usage = meter.usage("key_a", Window.LAST_HOUR);
        assertEquals(new Count(1, 1), usage.total());
        assertEquals(1, usage.rateLimited());
        assertEquals(Map.of(429, 1L), usage.statuses());
    }

    @Test
    void aRefusedAuthenticationIsNoUse() {
        meter.recordAuthFailure("key_a");
        meter.recordAuthFailure("key_a");
        Usage usage = meter.usage("key_a", Window.LAST_HOUR);
        assertEquals(Count.NONE, usage.total());
        assertEquals(2, usage.authFailures());
        assertNull(usage.lastUsedAt());
        assertEquals(2, meter.recentAuthFailures("key_a", 300).count());
        clock.advance(Duration.ofMinutes(6));
        assertEquals(0, meter.recentAuthFailures("key_a", 300).count());
    }

    @Test
    void theOldestMinuteOfAWindowCountsForThePartThatIsInIt() {
        IntStream.range(0, 60).forEach(i -> meter.record(new CountedKey("key_a"), "POST /mcp", 500, true, HOME));
        clock.advance(Duration.ofSeconds(75));
        Recent recent = meter.recentCalls("key_a", 60);
        assertEquals(45, recent.count());
        assertEquals(1, recent.errorRate());
        clock.advance(Duration.ofSeconds(45));
        assertEquals(Recent.NOTHING, meter.recentCalls("key_a", 60));
    }

    @Test
    void aWindowOfMoreThanAnHourIsCountedByHours() {
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        clock.advance(Duration.ofHours(23));
        assertEquals(1, meter.recentCalls("key_a", 86_400).count());
        assertEquals(0, meter.recentCalls("key_a", 3_600).count());
        assertEquals(0, meter.recentCalls("key_a", 7_200).count());
    }

    @Test
    void newAddressesAreKnownByHowManyThereWereBefore() {
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        assertEquals(1, meter.addressesSeen("key_a"));
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, WORK);
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        assertEquals(2, meter.addressesSeen("key_a"));
        assertEquals(List.of(WORK), meter.addressesSince("key_a", 1));
        assertEquals(List.of(), meter.addressesSince("key_a", 2));
        assertEquals(List.of(), meter.addressesSince("key_b", 0));
    }

    @Test
    void ofManyAddressesTheLast32AreRemembered() {
        IntStream.range(0, 100)
                .forEach(i -> meter.record(
                        new CountedKey("key_a"), "POST /mcp", 200, false, AddressRange.address("192.0.2." + i)));
        assertEquals(100, meter.addressesSeen("key_a"));
        List<InetAddress> last = meter.addressesSince("key_a", 10);
        assertEquals(32, last.size());
        assertEquals(AddressRange.address("192.0.2.68"), last.get(0));
        assertEquals(AddressRange.address("192.0.2.99"), last.get(31));
    }

    @Test
    void keysThatAreGoneAreForgotten() {
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        meter.record(new CountedKey("key_b"), "POST /mcp", 200, false, HOME);
        meter.retain("key_b"::equals);
        assertNull(meter.lastUse("key_a"));
        assertEquals(new LastUse(NOON, HOME), meter.lastUse("key_b"));
    }

    @Test
    void aKeyThatWasForgottenAndComesBackIsCountedAgain() {
        CountedKey kept = new CountedKey("key_a");
        meter.record(kept, "POST /mcp", 200, false, HOME);
        meter.retain("key_b"::equals);
        meter.record(kept, "POST /mcp", 200, false, HOME);
        assertEquals(new Count(1, 0), meter.usage("key_a", Window.LAST_HOUR).total());
    }

    @Test
    void whatAFileHasOfAKeyIsCountedOnByWhoeverKeptIt() throws IOException {
        UsageMeter before = new UsageMeter(clock);
        IntStream.range(0, 5).forEach(i -> before.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        before.writeTo(new DataOutputStream(file));
        CountedKey kept = new CountedKey("key_a");
        meter.record(kept, "POST /mcp", 200, false, HOME);
        meter.take(meter.read(new DataInputStream(new ByteArrayInputStream(file.toByteArray()))));
        meter.record(kept, "POST /mcp", 200, false, HOME);
        assertEquals(6, meter.usage("key_a", Window.LAST_HOUR).total().count());
    }

    @Test
    void callsThatAreAlikeAreSeenAtOnceWhereverOneLooks() {
        CountedKey key = new CountedKey("key_a");
        for (int i = 0; i < 4; i++) {
            meter.record(key, "POST /mcp", 200, i == 3, HOME);
            clock.advance(Duration.ofSeconds(20));
        }
        assertEquals(new LastUse(NOON.plusSeconds(60), HOME), meter.lastUse("key_a"));
        clock.advance(Duration.ofSeconds(-19));
        Recent recent = meter.recentCalls("key_a", 60);
        assertEquals(1 + 3 * (59 / 60.0), recent.count(), 1e-9);
        assertEquals(1, recent.errors(), 1e-9);
        meter.record(key, "POST /mcp", 200, false, HOME);
        Usage usage = meter.usage("key_a", Window.LAST_DAY);
        assertEquals(new Count(5, 1), usage.total());
        assertEquals(Map.of(200, 5L), usage.statuses());
        assertEquals(List.of(new EndpointCount("POST /mcp", 5, 1)), usage.endpoints());
    }

    @Test
    void aClockThatIsSetHarmsNothing() {
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        clock.advance(Duration.ofDays(4_000));
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        clock.advance(Duration.ofDays(-12_000));
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        clock.advance(Duration.ofDays(8_000));
        assertTrue(meter.usage("key_a", Window.LAST_MONTH).total().count() <= 1);
        meter.record(new CountedKey("key_a"), "POST /mcp", 200, false, HOME);
        assertTrue(meter.usage("key_a", Window.LAST_HOUR).total().count() >= 1);
        assertEquals(Map.of(200, 4L), meter.usage("key_a", Window.LAST_HOUR).statuses());
    }

    @Test
    void callsOfManyThreadsAreAllCounted() {
        IntStream.range(0, 40_000)
                .parallel()
                .forEach(i -> meter.record(new CountedKey("key_" + i % 3), "e" + i % 5, 200 + i % 2, i % 4 == 0, HOME));
        long count = 0;
        long errors = 0;
        for (int i = 0; i < 3; i++) {
            Usage usage = meter.usage("key_" + i, Window.LAST_DAY);
            assertEquals(
                    usage.total().count(),
                    usage.endpoints().stream().mapToLong(EndpointCount::count).sum());
            count += usage.total().count();
            errors += usage.total().errors();
        }
        assertEquals(40_000, count);
        assertEquals(10_000, errors);
    }

    @Test
    void countingAKnownCallAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CountedKey key = new CountedKey("key_a");
        for (int i = 0; i < 20_000; i++) {
            count(key, i);
        }
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 100_000; i++) {
            count(key, i);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // A single byte a call would be a hundred thousand: what is left is the measuring itself.
        assertTrue(allocated < 50_000, allocated + " bytes for 100,000 calls");
    }

    private void count(CountedKey key, int i) {
        meter.record(key, i % 2 == 0 ? "POST /mcp" : "tools/call:echo/echo", 200, false, i % 3 == 0 ? HOME : WORK);
    }
}
