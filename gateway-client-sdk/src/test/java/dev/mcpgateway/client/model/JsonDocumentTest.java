package dev.mcpgateway.client.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.Secret;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

    @ParameterizedTest
    @ValueSource(strings = {"1E+400", "1e400", "-0.0", "1.10", "100000000000000000000000000000000000000.5"})
    void aNumberKeepsItsDigits(String number) {
        assertEquals(
                "{\"n\":" + number + "}",
                JsonDocument.parse("{ \"n\" : " + number + " }").json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1}",
                "{\"b\":[1,2.50,null,true,\"x\"],\"a\":{\"c\":{}}}",
                "{\"n\":123456789012345678901234567890}",
                "{\"n\":0.1000000000000000055511151231257827}",
                "{\"a\":\"ü \\\" \\\\ \\n \u2028\"}"
            })
    void aDocumentHoldsWhatItWasReadFrom(String json) {
        assertEquals(json, JsonDocument.parse(json).json());
        assertEquals(json, JsonDocument.of(JsonDocument.parse(json).toMap()).json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "\"planted\"", "1", "{planted", "{} {}", "{\"a\":planted}", "{\"a\":NaN}"
            })
    void whatIsNoObjectIsRefusedWithoutBeingQuoted(String json) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> JsonDocument.parse(json));
        assertFalse(String.valueOf(refused).contains("planted"));
    }

    @Test
    void textThatIsNestedTooDeepIsRefused() {
        String deep = "{\"a\":".repeat(100_000);
        assertThrows(IllegalArgumentException.class, () -> JsonDocument.parse(deep));
    }

    @Test
    void itIsMadeOfMapsListsAndValues() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("text", "x");
        members.put("whole", 1L);
        members.put("part", new BigDecimal("1.50"));
        members.put("double", 0.5);
        members.put("list", Arrays.asList(true, null));
        members.put("map", Map.of("a", 1));
        assertEquals(
                "{\"text\":\"x\",\"whole\":1,\"part\":1.50,\"double\":0.5,\"list\":[true,null],\"map\":{\"a\":1}}",
                JsonDocument.of(members).json());
    }

    @Test
    void anotherKindOfValueIsRefused() {
        Map<Object, Object> oddName = new HashMap<>();
        oddName.put(1, "x");
        for (Object odd : List.of(
                Secret.of("planted"), Instant.EPOCH, new Object(), Double.NaN, Float.POSITIVE_INFINITY, oddName, 'c')) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> JsonDocument.of(Map.of("list", List.of(Map.of("inner", odd)))));
            assertFalse(String.valueOf(refused.getMessage()).contains("planted"));
        }
    }

    @Test
    void itShowsItsLengthAlone() {
        assertEquals(
                "JsonDocument[15 characters]",
                JsonDocument.parse("{\"a\":\"planted\"}").toString());
    }

    @Test
    void twoAreEqualWhereTheyHaveTheSameMembersInTheSameOrder() {
        assertEquals(JsonDocument.parse("{ \"a\" : 1 }"), JsonDocument.parse("{\"a\":1}"));
        assertEquals(
                JsonDocument.parse("{ \"a\" : 1 }").hashCode(),
                JsonDocument.parse("{\"a\":1}").hashCode());
        assertNotEquals(JsonDocument.parse("{\"a\":1,\"b\":2}"), JsonDocument.parse("{\"b\":2,\"a\":1}"));
        assertNotEquals(JsonDocument.parse("{}"), (Object) "{}");
    }
}
