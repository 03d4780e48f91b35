package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void itComesOutWhereItIsAskedForAndNowhereElse() {
        Secret secret = Secret.of("planted");
        assertEquals("planted", secret.reveal());
        assertEquals("***", secret.toString());
        assertEquals("{key=***}", Map.of("key", secret).toString());
        assertEquals("***", String.valueOf((Object) secret));
    }

    @Test
    void twoAreEqualWhereTheyHoldTheSame() {
        assertEquals(Secret.of("a"), Secret.of("a"));
        assertEquals(Secret.of("a").hashCode(), Secret.of("a").hashCode());
        assertNotEquals(Secret.of("a"), Secret.of("b"));
        assertNotEquals(Secret.of("***"), (Object) "***");
    }

    @Test
    void anEmptyOneIsTheEmptyOne() {
        assertSame(Secret.empty(), Secret.of(""));
        assertTrue(Secret.empty().isEmpty());
        assertFalse(Secret.of(" ").isEmpty());
    }
}
