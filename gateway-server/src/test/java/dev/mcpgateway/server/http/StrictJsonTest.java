package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {
    private static ObjectNode parse(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpException refusal(byte[] body) {
        return assertThrows(HttpException.class, () -> StrictJson.parse(body));
    }

    private static HttpException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                " ",
                "{",
                "{}}",
                "{} {}",
                "{}x",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":1}",
                "{\"b\":{\"a\":1,\"\\u0061\":2}}",
                "{\"a\":[1,]}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\n\"}",
                "{/* x */}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":[\"\\ud800x\"]}",
                "{\"\\udfff\":1}",
                "\uFEFF{}",
                "nul",
                "{\"a\":" + "9".repeat(401) + "}",
                "{\"a\":0." + "9".repeat(401) + "}",
                "{\"" + "k".repeat(5000) + "\":1}",
                nested(65));
    }

    /** An object with arrays inside, this many levels in all. */
    private static String nested(int levels) {
        return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNotOneJsonTextIsInvalidJson(String text) {
        HttpException refusal = refusal(text);
        assertEquals(HttpException.Kind.INVALID_JSON, refusal.kind());
        assertEquals(400, refusal.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"a\"", "1", "true", "null", "1e400"})
    void aTextThatIsNoObjectIsABadRequest(String text) {
        HttpException refusal = refusal(text);
        assertEquals(HttpException.Kind.BAD_REQUEST, refusal.kind());
        assertEquals("body must be a JSON object", refusal.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b2261223a22ff227d", // no UTF-8 at all
                "7b2261223a22c0af227d", // overlong
                "7b2261223a22eda080227d", // a surrogate
                "7b2261223a22f4908080227d", // past U+10FFFF
                "7b2261223a22c3227d", // cut short
                "efbbbf7b7d", // a byte order mark
                "feff007b007d", // UTF-16 with one
                "007b007d", // UTF-16
                "0000007b0000007d" // UTF-32
            })
    void whatIsNotUtf8IsInvalidJson(String hex) {
        assertEquals(
                HttpException.Kind.INVALID_JSON,
                refusal(HexFormat.of().parseHex(hex)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE"})
    void otherEncodingsAreNotGuessed(String name) {
        byte[] body = "{\"a\":1}".getBytes(Charset.forName(name));
        assertEquals(HttpException.Kind.INVALID_JSON, refusal(body).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e401", "1E+999999999", "1e-999999999", "1e99999999999", "-1e2147483647"})
    void anAbsurdExponentIsRefusedBeforeAnybodyExpandsIt(String number) {
        HttpException refusal = refusal("{\"n\":" + number + "}");
        assertEquals(400, refusal.status());
    }

    @Test
    void aRefusalNamesTheFieldOfABadNumber() {
        HttpException refusal = refusal("{\"a\":{\"rate\":[1,1e999]}}");
        assertEquals("rate", refusal.field());
        assertEquals(HttpException.Kind.BAD_REQUEST, refusal.kind());
    }

    @Test
    void whatIsValidIsKeptExactly() {
        ObjectNode object =
                parse(" {\"a\":1.10,\"b\":12345678901234567890,\"c\":\"\\ud83d\\ude00😀\",\"d\":null,\"\":true} \n");
        assertEquals(new BigDecimal("1.10"), object.get("a").decimalValue());
        assertEquals("12345678901234567890", object.get("b").asText());
        assertEquals("😀😀", object.get("c").textValue());
        assertTrue(object.get("d").isNull());
        assertTrue(object.get("").booleanValue());
        assertEquals(64, nested(64).chars().filter(c -> c == '[' || c == '{').count());
        assertFalse(parse(nested(64)).isEmpty());
    }

    @Test
    void aRefusalSaysWhereAndNeverWhat() {
        String text = refusal("{\n \"password\": hunter2}").text();
        assertTrue(text.contains("line 2"), text);
        assertFalse(text.contains("hunter2"), text);
    }

    /** For a mutation of a valid body there is an object or a refusal, and nothing else. */
    @Test
    void noBytesMakeItFailInAnotherWay() {
        long seed = 42;
        Random random = new Random(seed);
        byte[] valid =
                "{\"a\":[1,2.5e3,{\"b\":\"\\u00e9\\ud83d\\ude00ü\"}],\"c\":null}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = valid.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                StrictJson.parse(body);
            } catch (HttpException refusal) {
                assertEquals(400, refusal.status());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + i, e);
            }
        }
    }

    record Typed(String name, int count) {}

    @Test
    void scalarsAreNotCoerced() throws Exception {
        assertEquals(
                new Typed("a", 1),
                StrictJson.mapper().readValue("{\"name\":\"a\",\"count\":1,\"more\":2}", Typed.class));
        for (String body : List.of(
                "{\"name\":\"a\",\"count\":\"1\"}",
                "{\"name\":\"a\",\"count\":1.5}",
                "{\"name\":\"a\",\"count\":null}",
                "{\"name\":1,\"count\":1}",
                "{\"name\":true,\"count\":1}")) {
            assertThrows(JsonMappingException.class, () -> StrictJson.mapper().readValue(body, Typed.class), body);
        }
    }
}
