package dev.mcpgateway.client.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.ConfigMode;
import dev.mcpgateway.client.model.ConfigSettings;
import dev.mcpgateway.client.model.JsonDocument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {

    private static Map<String, @Nullable Object> member(@Nullable Object value) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("a", value);
        return members;
    }

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of("ü \"\n", "\"ü \\\"\\n\""),
                Arguments.of(true, "true"),
                Arguments.of(1, "1"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of((short) 2, "2"),
                Arguments.of(0.5, "0.5"),
                Arguments.of(1.5f, "1.5"),
                Arguments.of(new BigDecimal("1.50"), "1.50"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new AtomicInteger(3), "3"),
                Arguments.of(Secret.of("s"), "\"s\""),
                Arguments.of(ConfigMode.SEARCH, "\"search\""),
                Arguments.of(Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
                Arguments.of(JsonDocument.parse("{\"n\":1.10}"), "{\"n\":1.10}"),
                Arguments.of(ConfigSettings.builder().mode(ConfigMode.TOOLS).build(), "{\"mode\":\"tools\"}"),
                Arguments.of(Map.of("b", List.of()), "{\"b\":[]}"),
                Arguments.of(Arrays.asList("x", null), "[\"x\",null]"),
                Arguments.of(Set.of("x"), "[\"x\"]"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aValueIsWrittenAsTheWireHasIt(@Nullable Object value, String json) {
        String expected = "{\"a\":" + json + "}";
        assertEquals(expected, JsonWriter.text(member(value)));
        assertEquals(expected, new String(JsonWriter.bytes(member(value)), StandardCharsets.UTF_8));
    }

    static Stream<Object> refused() {
        return Stream.of(
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                'c',
                Duration.ZERO,
                new int[] {1},
                Thread.State.NEW,
                Map.of(Secret.of("planted"), "x"),
                Map.of(1, "x"),
                Collections.singletonMap(null, "x"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatJsonCannotHoldIsRefusedAndNotShown(Object value) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> JsonWriter.bytes(member(List.of(value))));
        assertFalse(String.valueOf(refused.getMessage()).contains("planted"), refused.getMessage());
    }

    @Test
    void membersKeepTheirOrder() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("z", 1);
        members.put("a", 2);
        assertEquals("{\"z\":1,\"a\":2}", JsonWriter.text(members));
    }
}
