package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerPropertiesTest {
    @ParameterizedTest
    @CsvSource({"1024, 768", "20000, 15000", "26668, 20000", "1048576, 20000", "2, 1", "-1, 20000"})
    void connectionsAreThreeQuartersOfTheDescriptorsAndAtMost20000(long descriptors, int connections) {
        assertEquals(connections, ServerProperties.connectionsForDescriptors(descriptors));
    }

    @Test
    void thePropertiesAreThoseOfTheDesign() {
        ServerProperties.apply();
        assertEquals("true", System.getProperty("sun.net.httpserver.nodelay"));
        assertEquals("10000", System.getProperty("sun.net.httpserver.maxIdleConnections"));
        assertEquals("75", System.getProperty("sun.net.httpserver.idleInterval"));
        assertEquals("100", System.getProperty("sun.net.httpserver.maxReqHeaders"));
        assertEquals("32768", System.getProperty("sun.net.httpserver.maxReqHeaderSize"));
        assertEquals("600", System.getProperty("sun.net.httpserver.maxReqTime"));
        assertNull(System.getProperty("sun.net.httpserver.maxRspTime"), "it would cut event streams");
        assertTrue(ServerProperties.maxConnections() > 0);
        assertEquals(
                Integer.toString(ServerProperties.maxConnections()),
                System.getProperty("jdk.httpserver.maxConnections"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "A.b_C-9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aPlainShortIdIsSane(String id) {
        assertTrue(RequestIds.isSane(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\nb",
                "é",
                "a/b",
                "a\"",
                "٣",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void anyOtherIdIsNot(String id) {
        assertFalse(RequestIds.isSane(id));
    }

    @Test
    void generatedIdsAreSaneAndDifferent() {
        RequestIds ids = new RequestIds();
        String first = ids.get();
        assertTrue(RequestIds.isSane(first));
        assertNotEquals(first, ids.get());
        assertNotEquals(first, new RequestIds().get());
    }
}
