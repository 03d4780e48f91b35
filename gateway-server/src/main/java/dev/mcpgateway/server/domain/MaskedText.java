package dev.mcpgateway.server.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Hides certain secrets in what somebody who knows them says. */
public final class MaskedText {
    /** Shorter values, such as {@code 1} or {@code true}, occur in every text. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    /** @param secrets those to hide, line by line */
    public MaskedText(Collection<Secret> secrets) {
        // Longer ones first: one secret may be the beginning of another.
        this.secrets = secrets.stream()
                .flatMap(secret -> secret.reveal().lines())
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** {@code text} with a mask in place of each secret. */
    public String of(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, SecretMask.MASK);
        }
        return masked;
    }
}
