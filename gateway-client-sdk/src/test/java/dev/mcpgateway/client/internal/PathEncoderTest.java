package dev.mcpgateway.client.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.api.ApiKeyCalls;
import dev.mcpgateway.client.fixture.Samples;
import dev.mcpgateway.client.fixture.Sdk;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathEncoderTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "A-z_0.9~, A-z_0.9~",
        "a/b, a%2Fb",
        "a\\b, a%5Cb",
        "50%, 50%25",
        "%2F, %252F",
        "a+b, a%2Bb",
        "a b, a%20b",
        "a?b#c, a%3Fb%23c",
        "a;b=c&d, a%3Bb%3Dc%26d",
        "user@example.com, user%40example.com",
        "{server_name}, %7Bserver_name%7D",
        "é, %C3%A9",
        "😀, %F0%9F%98%80",
        "., %2E",
        ".., %2E%2E",
        "..., ...",
        ".a, .a"
    })
    void everythingButUnreservedCharactersIsEncoded(String argument, String expected) {
        assertEquals("/a/" + expected + "/b", PathEncoder.fill("/a/{x}/b", argument));
    }

    @Test
    void argumentsStandWhereTheirParametersDoAndAreNoTemplates() {
        assertEquals("/a/%7By%7D/b/2/c", PathEncoder.fill("/a/{x}/b/{y}/c", "{y}", "2"));
    }

    @Test
    void anEmptyArgumentIsRefusedByName() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> PathEncoder.fill("/a/{x}/b/{y}", "1", ""));
        assertEquals("y is empty", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"planted\ud83d", "\ude00planted", "plan\ud83dted", "\ude00\ud83dplanted"})
    void halfOfASurrogatePairIsRefusedWithoutTheArgument(String argument) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ApiKeyCalls.getApiKey(argument));
        assertTrue(String.valueOf(refused.getMessage()).contains("api_key"), refused.getMessage());
        assertFalse(String.valueOf(refused.getCause()).contains("planted"));
        assertFalse(String.valueOf(refused.getMessage()).contains("planted"));
    }

    @Test
    void everyStringIsOneSegmentThatDecodesToItself() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 5000; round++) {
            String argument = text(random);
            String path = PathEncoder.fill("/api/v1/users/{user}/api-keys", argument);
            URI uri = URI.create("http://localhost:8001" + path);
            String where = "seed " + seed + ", round " + round;
            String[] segments = uri.getRawPath().split("/", -1);
            assertEquals(6, segments.length, where);
            assertEquals(argument, decoded(segments[4]), where);
            assertEquals(uri, uri.normalize(), where);
        }
    }

    @Test
    void everyOperationRefusesAnEmptyArgumentInItsPath() {
        for (Method call : Sdk.calls()) {
            Object[] arguments = Samples.plain().arguments(call);
            int inPath = Sdk.call(call, Samples.plain()).pathTemplate().split("\\{", -1).length - 1;
            for (int i = 0; i < inPath; i++) {
                Object[] oneEmpty = arguments.clone();
                oneEmpty[i] = "";
                assertThrows(IllegalArgumentException.class, () -> Sdk.invoke(call, null, oneEmpty), call.toString());
            }
        }
    }

    private static String text(Random random) {
        String delicate = "/%+.\\?#;&={}@: \u0000\n\u007f\u0085é\u2028";
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(4);
            int c;
            if (kind == 0) {
                c = delicate.charAt(random.nextInt(delicate.length()));
            } else if (kind == 1) {
                c = random.nextInt(0x80);
            } else {
                c = random.nextInt(Character.MAX_CODE_POINT + 1);
            }
            boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            text.appendCodePoint(isSurrogate ? '.' : c);
        }
        return text.toString();
    }

    /** By the RFC, and not by the code under test. */
    private static String decoded(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%') {
                bytes.write(Integer.parseInt(segment.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(segment.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
