package dev.mcpgateway.server.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class KeyPlacesTest {
    private final KeyPlaces places = new KeyPlaces(2, "enough");

    @Test
    void oneKeyHasNoMoreThanItsOwnAndTakesNoneOfAnothers() {
        places.take("a");
        places.take("a");
        RefusedException refused = assertThrows(RefusedException.class, () -> places.take("a"));
        assertEquals(503, refused.status());
        assertEquals("overloaded", refused.code());
        assertEquals("enough", refused.getMessage());
        places.take("b");
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Place first = places.take("a");
        places.take("a");
        first.close();
        first.close();
        places.take("a");
        assertThrows(RefusedException.class, () -> places.take("a"));
    }
}
