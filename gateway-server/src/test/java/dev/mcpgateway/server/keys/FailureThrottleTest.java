package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.AddressRange;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailureThrottleTest {

    private static final InetAddress CLIENT = AddressRange.address("192.0.2.1");

    private final NanoClock clock = new NanoClock();
    private final AtomicInteger perMinute = new AtomicInteger(3);
    private final FailureThrottle throttle = new FailureThrottle(perMinute::get, clock, 10);

    @Test
    void asManyAsTheOptionSaysAreToldTheyFailedAndTheOthersToWait() {
        assertEquals(0, throttle.failed(CLIENT));
        clock.advanceSeconds(10);
        assertEquals(0, throttle.failed(CLIENT));
        assertEquals(0, throttle.failed(CLIENT));
        assertEquals(50, throttle.failed(CLIENT));
        clock.advance(1);
        assertEquals(50, throttle.failed(CLIENT));
    }

    @Test
    void afterTheSecondsItWasToldAClientHearsThatItFailed() {
        for (int i = 0; i < 3; i++) {
            throttle.failed(CLIENT);
        }
        clock.advanceSeconds(throttle.failed(CLIENT));

        assertEquals(0, throttle.failed(CLIENT));
    }

    @Test
    void sixHundredAMinuteAreToldUnlessAnOptionSaysOtherwise() {
        FailureThrottle usual = new FailureThrottle(() -> FailureThrottle.DEFAULT_PER_MINUTE, clock);
        for (int i = 0; i < 600; i++) {
            assertEquals(0, usual.failed(CLIENT));
        }
        assertEquals(60, usual.failed(CLIENT));
    }

    @Test
    void theOptionCountsAsItIsAtTheMoment() {
        for (int i = 0; i < 3; i++) {
            throttle.failed(CLIENT);
        }
        perMinute.set(4);

        assertEquals(0, throttle.failed(CLIENT));
        assertEquals(60, throttle.failed(CLIENT));
    }

    @Test
    void addressesAreCountedApart() {
        exhaust("192.0.2.1");

        assertEquals(0, throttle.failed(AddressRange.address("192.0.2.2")));
        assertEquals(0, throttle.failed(AddressRange.address("::c000:201")));
    }

    @Test
    void anIpv6ClientIsItsNetworkOf64Bits() {
        exhaust("2001:db8:0:1::1");

        assertEquals(60, throttle.failed(AddressRange.address("2001:db8:0:1:ffff:ffff:ffff:ffff")));
        assertEquals(0, throttle.failed(AddressRange.address("2001:db8:0:2::1")));
    }

    @Test
    void anIpv4AddressInIpv6FormIsTheSameClient() {
        exhaust("192.0.2.1");

        assertEquals(60, throttle.failed(AddressRange.address("::ffff:192.0.2.1")));
    }

    @Test
    void clientsBeyondTheBoundShareOneCountAndTakeNothingFromTheOthers() {
        exhaust("192.0.2.1");
        for (int i = 2; i <= 10; i++) {
            assertEquals(0, throttle.failed(AddressRange.address("192.0.2." + i)));
        }
        for (int i = 11; i <= 13; i++) {
            assertEquals(0, throttle.failed(AddressRange.address("192.0.2." + i)));
        }

        assertEquals(60, throttle.failed(AddressRange.address("192.0.2.14")));
        assertEquals(60, throttle.failed(CLIENT));
        assertEquals(0, throttle.failed(AddressRange.address("192.0.2.2")));
        assertEquals(11, throttle.clients());
    }

    @Test
    void clientsWithoutAFailureForAMinuteAreForgotten() {
        for (int i = 1; i <= 9; i++) {
            throttle.failed(AddressRange.address("192.0.2." + i));
        }
        clock.advanceSeconds(60);
        throttle.failed(AddressRange.address("192.0.2.99"));

        assertTrue(throttle.clients() <= 2, throttle.clients() + " clients");
    }

    private void exhaust(String address) {
        for (int i = 0; i < 3; i++) {
            assertEquals(0, throttle.failed(AddressRange.address(address)));
        }
    }
}
