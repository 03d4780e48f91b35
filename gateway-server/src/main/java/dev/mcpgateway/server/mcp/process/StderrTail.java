package dev.mcpgateway.server.mcp.process;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The last lines that a child wrote to its standard error, with the secrets it was given masked. It holds at most a hundred
 * lines, each of at most a thousand characters.
 */
final class StderrTail {
    private static final int MAX_LINES = 100;
    private static final int MAX_LINE = 1_000;
    /** Shorter values, such as {@code 1} or {@code true}, occur in every text. */
    private static final int SHORTEST_SECRET = 6;

    private final List<String> secrets;
    private final Deque<String> lines = new ArrayDeque<>();

    StderrTail(Collection<Secret> secrets) {
        // Longer ones first: one secret may be the beginning of another.
        this.secrets = secrets.stream()
                .flatMap(secret -> secret.reveal().lines())
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_SECRET)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
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
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, SecretMask.MASK);
        }
        return masked;
    }
}
