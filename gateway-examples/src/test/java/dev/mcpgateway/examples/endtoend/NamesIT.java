package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.server.EmbeddedGateway;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A name is the same name in a body, in a path that the client encodes and the gateway decodes, and in an answer. {@code
 * -Dnames.seed=…} repeats a run.
 */
class NamesIT {
    private static final int RANDOM_NAMES = 100;
    private static final int LONGEST = 128;

    /** What parsers of paths stumble over. */
    private static final List<String> AWKWARD = List.of(
            "a/b",
            "/",
            "//",
            "a\\b",
            "...",
            ".hidden",
            "%",
            "%2F",
            "%252F",
            "%zz",
            "a+b",
            "+",
            "a b",
            "a?b",
            "a#b",
            "a;b=c",
            "a&b=c",
            "a:b",
            "@",
            "\"quoted\"",
            "'",
            "<b>",
            "{config_identifier}",
            "[0]",
            "*",
            "~",
            "servers",
            "copy",
            "search",
            "import",
            "é",
            "ß",
            "İ",
            "ключ",
            "日本語",
            "אבג",
            "👩‍💻",
            "\u200B\u200D",
            "\uFEFFx",
            "\uFFFD",
            "\uD83D\uDE00",
            "a\u2028x");

    private static EmbeddedGateway gateway;
    private static GatewayClient client;

    @BeforeAll
    static void start() {
        gateway = EmbeddedGateway.start();
        client = Gateways.client(gateway);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void anAwkwardNameGoesThroughPathsAsItIs() {
        AWKWARD.forEach(name -> assertGoesThrough(name, "renamed " + name));
    }

    @Test
    void anyNameOfUnicodeGoesThroughPathsAsItIs() {
        long seed = Long.getLong("names.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("names.seed=" + seed);
        Random random = new Random(seed);
        for (int n = 0; n < RANDOM_NAMES; n++) {
            assertGoesThrough(name(random), name(random));
        }
    }

    @Test
    void anEmailMayHoldWhatAPathMustNot() {
        for (String email : List.of("a+b@example.com", "50%25@example.com", "o'neil@example.org", "%2F@example.com")) {
            String id = client.createUser(email).userId();
            assertEquals(email, client.getUser(email).email());
            client.deleteUser(email);
            assertThrows(NotFoundException.class, () -> client.getUser(id));
        }
    }

    @Test
    void whatCannotBeANameIsRefusedAndReachesNothingElse() {
        int before = client.listConfigs().size();
        for (String name : List.of(".", "..", " ", "a\u0000b", "a\nb", "x".repeat(LONGEST + 1))) {
            assertThrows(BadRequestException.class, () -> client.createConfig(name), name);
            assertThrows(NotFoundException.class, () -> client.getConfig(name), name);
        }
        for (String unsendable : List.of("", "\uD800", "a\uDC00b")) {
            assertThrows(IllegalArgumentException.class, () -> client.getConfig(unsendable));
            assertThrows(IllegalArgumentException.class, () -> client.deleteConfig(unsendable));
        }
        assertEquals(before, client.listConfigs().size());
    }

    private static void assertGoesThrough(String name, String next) {
        String id = client.createConfig(name).configId();
        try {
            assertEquals(name, client.getConfig(name).mcpConfigName());
            client.addServer(
                    name, next, ServerSettings.builder().command("true").build());
            assertEquals(next, client.getServer(name, next).serverName());
            assertEquals(next, client.renameConfig(name, next).configName());
            assertEquals(id, client.getConfig(next).mcpConfigId());
            client.removeServer(next, next);
        } catch (RuntimeException failure) {
            throw new AssertionError("for " + escaped(name) + " and " + escaped(next), failure);
        }
        client.deleteConfig(next);
        assertThrows(NotFoundException.class, () -> client.getConfig(next));
    }

    /** One that the gateway takes and stores as it is: trimmed, composed, without control characters. */
    private static String name(Random random) {
        while (true) {
            int length = 1 + random.nextInt(random.nextBoolean() ? 4 : LONGEST);
            int[] points = IntStream.generate(() -> point(random)).limit(length).toArray();
            String name = new String(points, 0, length);
            if (name.equals(Normalizer.normalize(name.strip(), Normalizer.Form.NFC))
                    && !name.isEmpty()
                    && !name.equals(".")
                    && !name.equals("..")) {
                return name;
            }
        }
    }

    /** Half of them are in ASCII, where the characters are that mean something in a path. */
    private static int point(Random random) {
        while (true) {
            int point = random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(Character.MAX_CODE_POINT + 1);
            if (!Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE) {
                return point;
            }
        }
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(point -> text.append(String.format("\\u{%x}", point)));
        return text.toString();
    }
}
