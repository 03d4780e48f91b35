package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.128/25, 10.0.0.127, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "::1, ::1, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:10.0.0.0/104, 11.1.2.3, false",
        "203.0.113.128/25, 203.0.113.127, false",
        "203.0.113.128/25, 203.0.113.255, true",
        "2001:db8:8000::/33, 2001:db8:7fff::1, false"
    })
    void aRangeHoldsTheAddressesOfItsPrefix(String range, String address, boolean expected) {
        assertEquals(expected, AddressRange.parse(range).contains(AddressRange.address(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10",
                "10.1",
                "10.0.0.256",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "::ffff:10.0.0.0/95",
                "::ffff:10.0.0.1/104",
                "10.0.0.0/x",
                "::g",
                "1.2.3.4/",
                "1.2.3.4.",
                ".1.2.3",
                ".::1",
                "1.2.3.400",
                "010.0.0.1",
                "dead.beef.cafe.ac"
            })
    void whatIsNoRangeIsRefusedAndNamed(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains("'" + text + "'"), text);
    }
}
