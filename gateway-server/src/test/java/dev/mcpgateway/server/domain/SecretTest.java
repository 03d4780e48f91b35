package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretTest {

    private record Holder(String name, Secret secret) {}

    @Test
    void itPrintsAsStarsAlsoInsideARecord() {
        Secret secret = Secret.of("planted-marker");

        assertEquals("***", secret.toString());
        assertEquals("Holder[name=n, secret=***]", new Holder("n", secret).toString());
        assertEquals("planted-marker", secret.reveal());
    }

    @Test
    void secretsOfTheSameContentAreEqual() {
        Secret one = Secret.of("pässwörd €");
        Secret same = Secret.of("pässwörd " + "€");

        assertTrue(one.matches(same));
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
    }

    @Test
    void secretsOfOtherContentAreNot() {
        Secret one = Secret.of("abc");

        assertFalse(one.matches(Secret.of("abd")));
        assertFalse(one.matches(Secret.of("ab")));
        assertFalse(one.matches(Secret.of("abcd")));
        assertFalse(one.matches(Secret.of("")));
        assertNotEquals(one, Secret.of("ABC"));
        assertNotEquals((Object) one, "abc");
    }

    @Test
    void whiteSpaceAloneIsBlank() {
        assertTrue(Secret.of("").isBlank());
        assertTrue(Secret.of(" \t").isBlank());
        assertFalse(Secret.of(" a").isBlank());
        assertEquals(2, Secret.of(" a").length());
    }

    @Test
    @SuppressWarnings("NullAway") // the check at run time is what is tested
    void nullIsNoSecret() {
        assertThrows(NullPointerException.class, () -> Secret.of(null));
    }
}
