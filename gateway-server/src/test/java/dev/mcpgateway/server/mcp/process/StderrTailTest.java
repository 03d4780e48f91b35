package dev.mcpgateway.server.mcp.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StderrTailTest {
    @Test
    void secretsAreMaskedTheLongerOfTwoFirst() {
        StderrTail tail = new StderrTail(Set.of(Secret.of("secret"), Secret.of("secret-of-mine"), Secret.of("1")));

        tail.add(bytes("secret-of-mine and secret, 1"));

        assertEquals(List.of("******** and ********, 1"), tail.lines());
    }

    @Test
    void aSecretOfSeveralLinesIsMaskedInEachOfThem() {
        StderrTail tail = new StderrTail(Set.of(Secret.of("first line\n  second line\n")));

        tail.add(bytes("> first line"));
        tail.add(bytes("> second line"));

        assertEquals(List.of("> ********", "> ********"), tail.lines());
    }

    @Test
    void theLastHundredLinesAreKeptWithoutControlCharacters() {
        StderrTail tail = new StderrTail(Set.of());
        for (int i = 0; i < 250; i++) {
            tail.add(bytes("\u001b[31mline " + i));
        }

        assertEquals(100, tail.lines().size());
        assertEquals(" [31mline 249", tail.lines().get(99));
    }

    @Test
    void aLongLineIsCut() {
        StderrTail tail = new StderrTail(Set.of());
        tail.add(bytes("x".repeat(5_000)));
        assertEquals(List.of("x".repeat(1_000) + "…"), tail.lines());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
