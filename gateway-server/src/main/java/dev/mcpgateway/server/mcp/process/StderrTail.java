package dev.mcpgateway.server.mcp.process;

import dev.mcpgateway.server.domain.MaskedText;
import dev.mcpgateway.server.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The last lines that a child wrote to its standard error, with the secrets it was given masked. It holds at most a hundred
 * lines, each of at most a thousand characters.
 */
final class StderrTail {
    private static final int MAX_LINES = 100;
    private static final int MAX_LINE = 1_000;

    private final MaskedText mask;
    private final Deque<String> lines = new ArrayDeque<>();

    StderrTail(Collection<Secret> secrets) {
        mask = new MaskedText(secrets);
    }

    void add(byte[] line) {
        String masked = masked(new String(line, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " "));
        String cut = masked.length() > MAX_LINE ? masked.substring(0, MAX_LINE) + "…" : masked;
        synchronized (lines) {
            if (lines.size() == MAX_LINES) {
                lines.removeFirst();
            }
            lines.addLast(cut);
        }
    }

    /** The oldest first. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** {@code text} with the secrets masked. */
    String masked(String text) {
        return mask.of(text);
    }
}
